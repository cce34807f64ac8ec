package counterfoil.letters;

import counterfoil.ticket.Goal;
import java.util.List;

/**
 * Wakes whoever is on call: a ticket that cannot wait. It goes to engineers, so it may show the
 * words of the sender.
 *
 * @param number such as {@code CF-1042}
 * @param priority such as {@code P1}
 * @param subject on one line
 * @param requester whom it is from
 * @param opened when, in words
 * @param promises what is due; may be empty
 * @param link to the ticket's page; empty when nobody set one
 */
public record OnCallPage(
    String number,
    String priority,
    String subject,
    String requester,
    String opened,
    List<Promise> promises,
    String link) {

  /**
   * @param at when it is due, in words
   * @param within how long that is from now, in words
   */
  public record Promise(Goal goal, String at, String within) {}
}
