package counterfoil.ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A ticket as its history alone tells it: each event done again, in order. What it comes to is what
 * the tables hold, or one of them is wrong.
 *
 * @param ticket with version 0, for rows are counted elsewhere
 * @param facts values by field, the primary one first
 * @param correspondents by their number
 * @param entries how many entries stand on it, of each kind
 */
public record Rebuilt(
    Ticket ticket,
    Map<String, List<String>> facts,
    Map<Integer, Correspondent> correspondents,
    Map<EntryKind, Integer> entries) {

  /**
   * Does all events again.
   *
   * @param events in the order in which they were written
   * @return empty when they do not begin with the opening of the ticket
   */
  public static Optional<Rebuilt> of(List<Event> events) {
    if (events.isEmpty() || !(events.get(0).change() instanceof Change.Opened)) {
      return Optional.empty();
    }
    Change.Opened opened = (Change.Opened) events.get(0).change();
    Rebuilt rebuilt = new Rebuilt(opened.ticket().atVersion(0), Map.of(), Map.of(), Map.of());
    for (Event event : events) {
      rebuilt = event.change().on(rebuilt);
    }
    return Optional.of(rebuilt);
  }

  Rebuilt with(Ticket other) {
    return new Rebuilt(other, facts, correspondents, entries);
  }

  Rebuilt with(Correspondent correspondent) {
    Map<Integer, Correspondent> all = new TreeMap<>(correspondents);
    all.put(correspondent.no(), correspondent);
    return new Rebuilt(ticket, facts, all, entries);
  }

  Rebuilt rotated(int no) {
    Map<Integer, Correspondent> all = new TreeMap<>(correspondents);
    all.computeIfPresent(no, (key, person) -> person.rotated());
    return new Rebuilt(ticket, facts, all, entries);
  }

  Rebuilt withEntries(Map<EntryKind, Integer> more) {
    Map<EntryKind, Integer> all = new TreeMap<>(entries);
    more.forEach((kind, count) -> all.merge(kind, count, Integer::sum));
    all.values().removeIf(count -> count == 0);
    return new Rebuilt(ticket, facts, correspondents, all);
  }

  Rebuilt withFacts(Map<String, List<String>> learned) {
    Map<String, List<String>> all = new TreeMap<>(facts);
    learned.forEach(
        (field, values) -> {
          List<String> together = new ArrayList<>(all.getOrDefault(field, List.of()));
          together.addAll(values);
          all.put(field, List.copyOf(together));
        });
    return new Rebuilt(ticket, all, correspondents, entries);
  }

  Rebuilt withFactsInstead(Map<String, List<String>> values) {
    Map<String, List<String>> all = new TreeMap<>(facts);
    all.putAll(values);
    all.values().removeIf(List::isEmpty);
    return new Rebuilt(ticket, all, correspondents, entries);
  }
}
