package counterfoil.letters;

/**
 * Reminds a customer that the desk waits for them. Nothing in it is of a stranger.
 *
 * @param number such as {@code CF-1042}
 * @param waiting for how long the desk has waited, in words
 * @param closesIn after how long the ticket is resolved without an answer, in words; empty for
 *     never
 */
public record Reminder(String number, String waiting, String closesIn) {}
