package counterfoil.ticket;

/** Names as they may be typed: one line of things that can be seen. */
public final class OneLine {

  private static final int LONGEST = 100;

  private OneLine() {}

  /**
   * Whether a name is one: not blank, at most a hundred characters, no control and nothing that
   * turns the direction of what stands behind it.
   */
  public static boolean isName(String text) {
    return !text.isBlank()
        && text.codePointCount(0, text.length()) <= LONGEST
        && text.codePoints().noneMatch(OneLine::isUnseen);
  }

  private static boolean isUnseen(int c) {
    int type = Character.getType(c);
    // Joiners are letters' business in some languages, and stand inside emoji.
    boolean isJoiner = c == 0x200C || c == 0x200D;
    return type == Character.CONTROL
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.FORMAT && !isJoiner;
  }
}
