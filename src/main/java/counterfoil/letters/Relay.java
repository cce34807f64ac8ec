package counterfoil.letters;

/**
 * What a relay says: an engineer's words, and how to answer.
 *
 * @param number such as {@code CF-1042}
 * @param words the new part of what the engineer wrote
 * @param mark by which an answer finds its ticket, see {@link TicketMarks}
 */
public record Relay(String number, String words, String mark) {}
