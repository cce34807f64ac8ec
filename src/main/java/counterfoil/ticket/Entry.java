package counterfoil.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One contribution to a ticket.
 *
 * @param author who it is from, as people read it
 * @param text the new part
 * @param rest quoted history, signature and forwarded parts, to be unfolded; may be empty
 * @param attachments file names
 * @param mailId the mail it came by
 * @param isForEngineers whether the customer is not shown it, whatever its kind
 */
public record Entry(
    long ticketId,
    EntryKind kind,
    String author,
    String text,
    String rest,
    List<String> attachments,
    Optional<Long> mailId,
    Instant at,
    boolean isForEngineers) {

  /** An entry that those may see who may see entries of its kind. */
  public Entry(
      long ticketId,
      EntryKind kind,
      String author,
      String text,
      String rest,
      List<String> attachments,
      Optional<Long> mailId,
      Instant at) {
    this(ticketId, kind, author, text, rest, attachments, mailId, at, false);
  }

  /** The same, and the customer is not shown it. */
  public Entry forEngineers() {
    return new Entry(ticketId, kind, author, text, rest, attachments, mailId, at, true);
  }
}
