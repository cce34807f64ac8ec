package counterfoil.history;

import java.util.List;

/**
 * What became of the mails of an import.
 *
 * @param found mails that were found
 * @param done of them, how many were gone through; fewer when it was stopped
 * @param fresh were new
 * @param known were there already, byte by byte
 * @param tooLarge are over the limit; each is in the troubles
 * @param unreadable could not be read; each is in the troubles
 * @param troubles what was not taken, and why
 */
public record Tally(
    long found,
    long done,
    long fresh,
    long known,
    long tooLarge,
    long unreadable,
    List<Trouble> troubles) {

  /** Whether it was stopped before the end. */
  public boolean isCut() {
    return done < found;
  }
}
