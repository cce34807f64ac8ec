package counterfoil.mail;

import java.util.List;

/**
 * A text, and what its HTML said about parts of it.
 *
 * @param marks in order of their beginning; they may lie in each other
 */
record MarkedText(String text, List<Mark> marks) {

  /** What a structure of the HTML says. */
  enum Kind {
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
  record Mark(Kind kind, int start, int end) {}

  static MarkedText plain(String text) {
    return new MarkedText(text, List.of());
  }
}
