package counterfoil.html;

/**
 * How much of the HTML of a mail is shown. What lies beyond a limit stays in the raw mail, and the
 * page says so.
 *
 * @param chars of the HTML that is shown, without its pictures
 * @param pictures that the mail itself brings
 * @param pictureBytes of all pictures that the mail itself brings, together
 */
public record DisplayLimits(int chars, int pictures, int pictureBytes) {

  /** A long newsletter and a few photographs. */
  public static final DisplayLimits DEFAULTS = new DisplayLimits(1_000_000, 50, 10 * 1024 * 1024);
}
