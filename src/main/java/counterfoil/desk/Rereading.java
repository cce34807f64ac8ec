package counterfoil.desk;

import counterfoil.facts.FactsReader;
import counterfoil.mail.MailReader;
import counterfoil.ticket.Change;
import counterfoil.ticket.Event;
import counterfoil.ticket.Ticket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the mails of a ticket again, in their order, and merges what they say as it was merged when
 * they came. What a person gave stays. Writes nothing.
 */
public final class Rereading {

  private final KeptFacts kept;
  private final MailReader reader;
  private final FactsReader facts;
  private final FieldTexts fields;
  private final Comparator<String> order;
  private final Set<String> only;
  private final Clock clock;

  /**
   * @param facts by the definitions of today
   * @param only of these fields; empty for all
   */
  public Rereading(
      KeptFacts kept,
      MailReader reader,
      FactsReader facts,
      FieldTexts fields,
      Set<String> only,
      Clock clock) {
    this.kept = kept;
    this.reader = reader;
    this.facts = facts;
    this.fields = fields;
    this.order = fields.order().thenComparing(Comparator.naturalOrder());
    this.only = Set.copyOf(only);
    this.clock = clock;
  }

  /** What changes on this ticket. */
  Reread read(KeptTicket ticket) {
    MergedFacts merged = new MergedFacts(ticket.ticket(), fields::many);
    for (KeptTicket.Mail mail : ticket.mails()) {
      Optional<byte[]> raw = kept.raw(mail.id());
      if (raw.isEmpty()) {
        return Reread.left(ticket, "mail " + mail.id() + " is not kept any more");
      }
      try {
        // No class is asked for: a mail without facts neither opens a ticket nor joins one.
        merged.add(mail, facts.read(reader.read(raw.get())));
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        // One mail, however hostile, never ends the run.
        return Reread.left(
            ticket, "mail " + mail.id() + " cannot be read: " + e.getClass().getSimpleName());
      }
    }
    // Where no mail can be read again, nothing is known better than what is there.
    return ticket.mails().isEmpty() ? Reread.unchanged(ticket, Set.of()) : compared(ticket, merged);
  }

  private Reread compared(KeptTicket ticket, MergedFacts merged) {
    List<FactChange> changes = new ArrayList<>();
    Set<String> replaced = new LinkedHashSet<>();
    Set<String> stays = new LinkedHashSet<>();
    for (String field : fieldsOf(ticket, merged)) {
      Optional<FactChange> change = change(field, ticket, merged);
      if (!isGiven(field, ticket)) {
        change.ifPresent(changes::add);
        replaced.add(field);
      } else if (change.isPresent()) {
        stays.add(field);
      }
    }
    if (changes.isEmpty()) {
      return Reread.unchanged(ticket, stays);
    }
    Ticket after = replaced.contains(Merging.PRIORITY) ? merged.ticket() : ticket.ticket();
    List<KeptTicket.Value> values =
        merged.values().stream().filter(value -> replaced.contains(value.field())).toList();
    return new Reread(
        ticket,
        after,
        changes,
        replaced,
        values,
        stays,
        Optional.of(event(after, changes, replaced, values)),
        Optional.empty());
  }

  /** In the order of the definitions; those that are defined no more at the end. */
  private Set<String> fieldsOf(KeptTicket ticket, MergedFacts merged) {
    Set<String> names = new TreeSet<>(order);
    Stream.concat(
            Stream.of(Merging.PRIORITY),
            Stream.concat(ticket.values().stream(), merged.values().stream())
                .map(KeptTicket.Value::field))
        .filter(field -> only.isEmpty() || only.contains(field))
        .forEach(names::add);
    return names;
  }

  /** Whether a person gave it. The facts of the priority go with the priority of the ticket. */
  private static boolean isGiven(String field, KeptTicket ticket) {
    boolean isPriorityGiven =
        ticket.isPrioritySet() || ticket.ticket().prioritySource().equals(Ticket.STATED);
    return of(field, ticket.values()).stream().anyMatch(ticket::isSet)
        || (field.equals(Merging.PRIORITY) && isPriorityGiven);
  }

  private static Optional<FactChange> change(String field, KeptTicket ticket, MergedFacts merged) {
    List<KeptTicket.Value> from = of(field, ticket.values());
    List<KeptTicket.Value> to = of(field, merged.values());
    if (!field.equals(Merging.PRIORITY)) {
      return from.equals(to) ? Optional.empty() : Optional.of(FactChange.of(field, from, to));
    }
    String before = priority(ticket.ticket());
    String after = priority(merged.ticket());
    return from.equals(to) && before.equals(after)
        ? Optional.empty()
        : Optional.of(FactChange.ofPriority(before, after, from, to));
  }

  private static List<KeptTicket.Value> of(String field, List<KeptTicket.Value> values) {
    return values.stream().filter(value -> value.field().equals(field)).toList();
  }

  private static String priority(Ticket ticket) {
    return ticket.priority() + " " + ticket.prioritySource();
  }

  private Event event(
      Ticket after, List<FactChange> changes, Set<String> fields, List<KeptTicket.Value> values) {
    Map<String, List<String>> replaced = new LinkedHashMap<>();
    fields.forEach(
        field ->
            replaced.put(field, of(field, values).stream().map(KeptTicket.Value::value).toList()));
    return new Event(
        after.id(),
        new Change.FactsReplaced(
            "facts were read again: "
                + changes.stream().map(FactChange::words).collect(Collectors.joining(", ")),
            replaced,
            after.priority(),
            after.prioritySource()),
        Decider.BOT,
        "by the definitions of today",
        Optional.empty(),
        clock.instant());
  }
}
