package counterfoil.ticket;

import java.time.Instant;
import java.util.Optional;

/**
 * What happened to a ticket: one line of its history. All of them in their order are the ticket,
 * see {@link Rebuilt}.
 *
 * @param change what it did to the ticket
 * @param who a person's address, or {@code counterfoil}
 * @param why in words; may be empty
 * @param mailId the mail that caused it
 */
public record Event(
    long ticketId, Change change, String who, String why, Optional<Long> mailId, Instant at) {

  /** A line that tells something and changes nothing. */
  public static Event told(
      long ticketId, String what, String who, String why, Optional<Long> mailId, Instant at) {
    return new Event(ticketId, new Change.Told(what), who, why, mailId, at);
  }

  /** In the past tense: "opened", "Open -> Resolved". */
  public String what() {
    return change.words();
  }
}
