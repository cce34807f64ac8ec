package counterfoil.desk;

import counterfoil.facts.Fact;
import counterfoil.ticket.Ticket;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A ticket with the facts that it has, and the mails that they were read from.
 *
 * @param mails that opened it or were appended to it, in the order in which that was decided
 * @param values its facts, the primary one of each field first
 * @param isPrioritySet whether a person set the priority, outside of those mails
 * @param lastMessage the number of its last entry by mail: when there is another, it has changed
 */
public record KeptTicket(
    Ticket ticket, List<Mail> mails, List<Value> values, boolean isPrioritySet, long lastMessage) {

  private static final Set<String> READ = Set.of("stated", "inferred");

  /**
   * A mail of the ticket.
   *
   * @param opened whether it opened the ticket
   * @param reason why, as it was decided
   */
  public record Mail(long id, boolean opened, String reason) {

    /** Whether it opened the ticket and named no other. */
    boolean isNewRequest() {
      return opened && reason.equals(Judge.NEW_REQUEST);
    }
  }

  /**
   * One fact of the ticket.
   *
   * @param source {@code stated} or {@code inferred}, or another word when it was not read
   * @param mailId the mail that it was read from; empty when it was not read
   */
  public record Value(
      String field,
      String value,
      String evidence,
      String where,
      String source,
      Optional<Long> mailId) {

    /** A fact that was read from a mail. */
    public static Value of(String field, Fact fact, long mailId) {
      return new Value(
          field,
          fact.value(),
          fact.evidence(),
          fact.where(),
          Merging.source(fact),
          Optional.of(mailId));
    }
  }

  /** Whether a value came from elsewhere than these mails: a person gave it. */
  boolean isSet(Value value) {
    return !READ.contains(value.source())
        || value.mailId().isEmpty()
        || mails.stream().noneMatch(mail -> mail.id() == value.mailId().get());
  }
}
