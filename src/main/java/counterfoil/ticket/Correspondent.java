package counterfoil.ticket;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Somebody that a ticket has to do with.
 *
 * @param ticketId the ticket
 * @param no their number on this ticket, from 1; reply tokens name them by it
 * @param person address and name
 * @param key the address in the form in which addresses are compared
 * @param role what they are to the ticket
 * @param generation of their reply tokens: those of an earlier one count as none
 * @param since they see what comes after, not the history
 * @param lastMessageId of their newest mail on the ticket, which letters to them answer; may be
 *     empty
 */
public record Correspondent(
    long ticketId,
    int no,
    Person person,
    String key,
    Role role,
    int generation,
    Instant since,
    String lastMessageId) {

  /** The same person in another role from now on. */
  public Correspondent as(Role other, Instant now) {
    return new Correspondent(ticketId, no, person, key, other, generation, now, lastMessageId);
  }

  /** The same person; whoever has a reply token of theirs must get another. */
  public Correspondent rotated() {
    return new Correspondent(ticketId, no, person, key, role, generation + 1, since, lastMessageId);
  }

  /** The same person, who has written once more. */
  public Correspondent wrote(String messageId) {
    return new Correspondent(ticketId, no, person, key, role, generation, since, messageId);
  }

  /** Whether they are shown an entry. */
  public boolean isShown(Entry entry) {
    return isShown(entry.kind(), entry.isForEngineers(), entry.at());
  }

  /**
   * Whether they are shown an entry: what is for engineers they never see, and who was added later
   * does not see the history.
   */
  public boolean isShown(EntryKind kind, boolean isForEngineers, Instant at) {
    return kind.isOfConversation()
        && !isForEngineers
        && switch (role) {
          case ENGINEER, REQUESTER -> true;
          // Mail servers tell when a mail arrived in whole seconds.
          case PARTICIPANT -> !at.isBefore(since.truncatedTo(ChronoUnit.SECONDS));
          case SUGGESTED -> false;
        };
  }
}
