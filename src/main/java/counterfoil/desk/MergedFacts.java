package counterfoil.desk;

import counterfoil.facts.Fact;
import counterfoil.facts.Facts;
import counterfoil.ticket.Ticket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What the mails of a ticket say together: added one after the other, as they came. */
final class MergedFacts {

  private final Predicate<String> many;
  private final List<KeptTicket.Value> values = new ArrayList<>();
  private final Map<String, Set<String>> there = new HashMap<>();
  private Ticket ticket;

  /**
   * Of a ticket, as if it had not learned anything yet.
   *
   * @param many whether it may have several values of a field
   */
  MergedFacts(Ticket before, Predicate<String> many) {
    this.many = many;
    this.ticket = before.readPriorityAgain(Ticket.DEFAULT_PRIORITY, Ticket.DEFAULT).ticket();
  }

  /** What the next mail says. */
  void add(KeptTicket.Mail mail, Facts read) {
    Map<String, List<Fact>> added =
        mail.opened()
            ? Merging.ofNewRequest(read, mail.isNewRequest())
            : Merging.ofFollowUp(read, ticket.number(), there, many);
    added.forEach((field, facts) -> facts.forEach(fact -> add(field, fact, mail.id())));
    Merging.priority(read)
        .map(fact -> ticket.learnPriority(fact.value(), Merging.source(fact)))
        .ifPresent(move -> ticket = move.ticket());
  }

  private void add(String field, Fact fact, long mailId) {
    values.add(KeptTicket.Value.of(field, fact, mailId));
    there.computeIfAbsent(field, name -> new HashSet<>()).add(fact.value());
  }

  /** All facts, in the order in which they came. */
  List<KeptTicket.Value> values() {
    return List.copyOf(values);
  }

  /** The ticket with the priority that its mails give. */
  Ticket ticket() {
    return ticket;
  }
}
