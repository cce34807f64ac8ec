package counterfoil.ticket;

import java.util.Arrays;
import java.util.Optional;

/** Where a ticket stands. The words are the ones customers see. */
public enum Status {
  /** Received and in the queue. */
  OPEN("Open"),
  /** An engineer is at work on it. */
  IN_PROGRESS("In Progress"),
  /** The desk asked something; the customer's reply brings it back to the active queue. */
  WAITING_FOR_CUSTOMER("Waiting for Customer"),
  /** Fixed, or the question was answered. */
  RESOLVED("Resolved");

  private final String words;

  Status(String words) {
    this.words = words;
  }

  /** The status as people write it, such as {@code Waiting for Customer}. */
  public String words() {
    return words;
  }

  /** The status of these words, whatever their case. */
  public static Optional<Status> of(String words) {
    return Arrays.stream(values())
        .filter(status -> status.words.equalsIgnoreCase(words.strip()))
        .findFirst();
  }
}
