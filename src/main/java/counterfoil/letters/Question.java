package counterfoil.letters;

import java.util.List;

/**
 * Asks a customer for what is missing, because the ticket waits for it. Nothing in it is of a
 * stranger.
 *
 * @param number such as {@code CF-1042}
 * @param missing what to send, as lines to fill in, with a hint where to find it
 * @param closesIn after how long the ticket is resolved without an answer, in words; empty for
 *     never
 */
public record Question(String number, List<Acknowledgement.Missing> missing, String closesIn) {}
