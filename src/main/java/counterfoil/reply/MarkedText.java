package counterfoil.reply;

import java.util.List;

/**
 * A text, and what its HTML said about parts of it.
 *
 * @param marks in order of their beginning; they may lie in each other
 */
public record MarkedText(String text, List<Mark> marks) {

  /** What a structure of the HTML says. */
  public enum Kind {
    /** History, to the end of the structure. */
    QUOTE,
    /** The signature block of the mail program. */
    SIGNATURE,
    /** A mail passed on, to the end of the structure. */
    FORWARD,
    /** From here on the history begins, to the end of the text. */
    HISTORY_BELOW
  }

  /**
   * @param start first character
   * @param end after the last character
   */
  public record Mark(Kind kind, int start, int end) {}

  /** A text of which nothing is said. */
  public static MarkedText plain(String text) {
    return new MarkedText(text, List.of());
  }
}
