package counterfoil.letters;

/**
 * Tells a customer that their ticket is Resolved. Nothing in it is of a stranger.
 *
 * @param number such as {@code CF-1042}
 * @param waited how long the desk waited for an answer before it gave up, in words; empty when an
 *     engineer resolved it
 * @param reopenDays for so many days a reply reopens it
 */
public record ResolvedLetter(String number, String waited, long reopenDays) {}
