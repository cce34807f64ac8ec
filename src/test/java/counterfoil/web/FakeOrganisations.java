package counterfoil.web;

import counterfoil.desk.OrganisationBook;
import counterfoil.desk.TicketVerbs.Answer;
import counterfoil.ticket.Organisation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DataAccessResourceFailureException;

/** Organisations in memory; takes whatever it is given, unless its name is "taken". */
final class FakeOrganisations implements OrganisationBook {

  private final Clock clock;
  private final List<Line> ofFile = new ArrayList<>();
  private final Map<Long, Line> lines = new LinkedHashMap<>();
  private long lastId;
  private boolean away;

  FakeOrganisations(Clock clock) {
    this.clock = clock;
    beginAgain();
  }

  /** One of the file, and two that were added. */
  synchronized void beginAgain() {
    away = false;
    lastId = 0;
    ofFile.clear();
    lines.clear();
    file(
        new Organisation(
            "Harbour Hotels",
            Set.of("harbour-hotels.example"),
            Set.of("nadia.hart@gmail.com"),
            true));
    put(
        new Organisation("Hafenhotels", Set.of("hafenhotels.example"), Set.of(), false),
        Set.of(),
        Set.of());
    put(
        new Organisation("Spa", Set.of("spa.example", "gmail.com"), Set.of(), true),
        Set.of("spa.example"),
        Set.of("gmail.com"));
  }

  /** Nobody is known. */
  synchronized void clear() {
    ofFile.clear();
    lines.clear();
  }

  /** The database goes away, or comes back. */
  synchronized void setAway(boolean away) {
    this.away = away;
  }

  synchronized void file(Organisation one) {
    ofFile.add(new Line(Optional.empty(), one, "", Optional.empty(), Set.of(), Set.of()));
  }

  synchronized long put(Organisation one, Set<String> inFile, Set<String> publicDomains) {
    lines.put(
        ++lastId,
        new Line(
            Optional.of(lastId),
            one,
            "admin",
            Optional.of(clock.instant()),
            inFile,
            publicDomains));
    return lastId;
  }

  @Override
  public synchronized List<Line> organisations(String search, int limit) {
    answer();
    List<Line> all = new ArrayList<>(ofFile);
    all.addAll(lines.values());
    return all.stream()
        .filter(line -> line.organisation().toString().contains(search))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Optional<Line> organisation(long id) {
    answer();
    return Optional.ofNullable(lines.get(id));
  }

  @Override
  public synchronized Answer add(Draft draft, String who) {
    answer();
    if (draft.name().startsWith("taken")) {
      return new Answer(false, "There is an organisation " + draft.name() + " already.");
    }
    long id = put(organisation(draft), Set.of(), Set.of());
    Line line = lines.get(id);
    lines.put(
        id, new Line(line.id(), line.organisation(), who, line.addedAt(), Set.of(), Set.of()));
    return new Answer(true, draft.name() + " is added.");
  }

  @Override
  public synchronized Optional<Answer> change(long id, Draft draft) {
    answer();
    Line line = lines.get(id);
    if (line == null) {
      return Optional.empty();
    }
    if (draft.name().startsWith("taken")) {
      return Optional.of(
          new Answer(false, "There is an organisation " + draft.name() + " already."));
    }
    lines.put(
        id,
        new Line(
            line.id(), organisation(draft), line.addedBy(), line.addedAt(), Set.of(), Set.of()));
    return Optional.of(new Answer(true, draft.name() + " is changed."));
  }

  @Override
  public synchronized Optional<Answer> remove(long id) {
    answer();
    return Optional.ofNullable(lines.remove(id))
        .map(line -> new Answer(true, line.organisation().name() + " is removed."));
  }

  @Override
  public boolean isEmpty() {
    throw new UnsupportedOperationException("No page asks for it.");
  }

  @Override
  public Map<String, Organisation> of(Collection<String> addressKeys, Collection<String> domains) {
    throw new UnsupportedOperationException("No page asks for it.");
  }

  private static Organisation organisation(Draft draft) {
    return new Organisation(
        draft.name(),
        new LinkedHashSet<>(draft.domains()),
        new LinkedHashSet<>(draft.addresses()),
        draft.isEntitled());
  }

  private void answer() {
    if (away) {
      throw new DataAccessResourceFailureException("connection refused: db.harbour.example:5432");
    }
  }
}
