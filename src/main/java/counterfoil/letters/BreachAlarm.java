package counterfoil.letters;

import counterfoil.ticket.Goal;

/**
 * Tells whoever is on call that a promise was broken. It goes to engineers, so it may show the
 * words of the sender.
 *
 * @param number such as {@code CF-1042}
 * @param priority such as {@code P1}
 * @param subject on one line
 * @param status in the words of the desk
 * @param owner the engineer at work on it; empty for nobody
 * @param due when it was due, in words
 * @param target how long it might have taken, in words
 * @param paused how long the desk waited for the customer, in words; empty when it did not
 * @param link to the ticket's page; empty when nobody set one
 */
public record BreachAlarm(
    String number,
    String priority,
    String subject,
    Goal goal,
    String status,
    String owner,
    String due,
    String target,
    String paused,
    String link) {}
