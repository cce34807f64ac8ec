package counterfoil.privacy;

import counterfoil.ticket.Change;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.Event;
import counterfoil.ticket.Person;
import counterfoil.ticket.Ticket;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The history of a ticket without somebody's words and name. What happened and when stays, so that
 * all events in their order are still the ticket.
 */
final class History {

  private static final String READ_AGAIN = "facts were read again";

  private final Whom whom;
  private final Naming naming;
  private final Set<Long> mails;
  private final Map<String, List<String>> left;
  private final Set<String> fields = new HashSet<>();

  /**
   * @param mails whose words go
   * @param left what is left of the values of each field
   */
  History(Whom whom, Naming naming, Set<Long> mails, Map<String, List<String>> left) {
    this.whom = whom;
    this.naming = naming;
    this.mails = mails;
    this.left = left;
  }

  /** An event as it is to be; the same when nothing of it goes. */
  Event without(Event event) {
    Change change = change(event);
    Optional<String> author = naming.of(event.who());
    boolean isTheirs = author.isPresent() || event.mailId().filter(mails::contains).isPresent();
    boolean isWhole = whom instanceof Whom.Everybody && !(change instanceof Change.Erased);
    return new Event(
        event.ticketId(),
        change,
        author.orElse(event.who()),
        isTheirs || isWhole ? "" : naming.in(event.why()),
        event.mailId(),
        event.at());
  }

  /** Fields whose values are fewer than the history told. */
  Set<String> fields() {
    return fields;
  }

  private Change change(Event event) {
    Change change = event.change();
    if (change instanceof Change.Opened opened) {
      Ticket ticket = opened.ticket();
      return requester(ticket.requester())
          .map(person -> (Change) new Change.Opened(ticket.withRequest(Eraser.ERASED, person)))
          .orElse(change);
    }
    if (change instanceof Change.Filled filled) {
      return requester(filled.requester())
          .map(
              person ->
                  (Change)
                      new Change.Filled(
                          Eraser.ERASED, person, filled.priority(), filled.prioritySource()))
          .orElse(change);
    }
    if (change instanceof Change.Joined joined) {
      return new Change.Joined(person(joined.correspondent()));
    }
    if (change instanceof Change.FactsLearned learned) {
      boolean isAnothers = event.mailId().filter(id -> !mails.contains(id)).isPresent();
      return isAnothers ? change : new Change.FactsLearned(left(learned.values()));
    }
    if (change instanceof Change.FactsReplaced replaced && !mails.isEmpty()) {
      return new Change.FactsReplaced(
          replaced.told().startsWith(READ_AGAIN) ? READ_AGAIN : replaced.told(),
          left(replaced.values()),
          replaced.priority(),
          replaced.prioritySource());
    }
    if (change instanceof Change.Erased erased) {
      return new Change.Erased(erased.erasure(), erased.people(), left(erased.facts()));
    }
    return change instanceof Change.Told told ? new Change.Told(naming.in(told.words())) : change;
  }

  /** Of everybody's words the subject goes as well when the requester stays. */
  private Optional<Person> requester(Person person) {
    Optional<Person> renamed = naming.of(person.email()).map(name -> new Person(name, ""));
    return whom instanceof Whom.Everybody ? renamed.or(() -> Optional.of(person)) : renamed;
  }

  /** Somebody on the ticket, by the name that they have from now on. */
  Correspondent person(Correspondent before) {
    return naming
        .of(before.person().email())
        .map(
            name ->
                new Correspondent(
                    before.ticketId(),
                    before.no(),
                    new Person(name, ""),
                    name,
                    before.role(),
                    before.generation(),
                    before.since(),
                    ""))
        .orElse(before);
  }

  /** The keys stay: which fields a mail filled in are words of the desk. */
  private Map<String, List<String>> left(Map<String, List<String>> values) {
    if (mails.isEmpty()) {
      return values;
    }
    Map<String, List<String>> fewer = new LinkedHashMap<>();
    values.forEach(
        (field, all) -> {
          List<String> stay = left.getOrDefault(field, List.of());
          List<String> some = all.stream().filter(stay::contains).toList();
          if (!some.equals(all)) {
            fields.add(field);
          }
          fewer.put(field, some);
        });
    return fewer;
  }
}
