package counterfoil.ticket;

import java.time.Instant;
import java.util.Optional;

/**
 * The line on which somebody answers day and night.
 *
 * @param number as it is printed; empty when there is none
 * @param hours in which a mail is as good
 */
public record PhoneLine(String number, WorkingHours hours) {

  /**
   * The number that a letter names (rule 32): for the most urgent tickets, when nobody is at the
   * desk.
   *
   * @param priority such as {@code P1}
   */
  public Optional<String> of(String priority, Instant now) {
    return Optional.of(number)
        .filter(line -> !line.isEmpty() && ServiceTerms.wakes(priority) && !hours.isOpen(now));
  }
}
