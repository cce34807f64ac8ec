package counterfoil.history;

/**
 * How much is taken in one go.
 *
 * @param pageMails mails at most
 * @param pageBytes bytes at most, but always one mail
 * @param largestMail bytes of a mail that is still taken
 */
public record Limits(int pageMails, long pageBytes, long largestMail) {}
