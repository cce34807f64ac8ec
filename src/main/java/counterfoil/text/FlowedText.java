package counterfoil.text;

/** Unwraps {@code format=flowed} (RFC 3676), quote marks kept. */
public final class FlowedText {

  private FlowedText() {}

  /**
   * Joins the lines that were folded.
   *
   * @param text with line ends {@code \n}
   * @param delSp whether the space at a soft line end was added by the sender
   */
  public static String unwrapped(String text, boolean delSp) {
    StringBuilder out = new StringBuilder(text.length());
    int depthBefore = -1;
    int start = 0;
    while (start <= text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      int depth = 0;
      while (start + depth < end && text.charAt(start + depth) == '>') {
        depth++;
      }
      int content = start + depth;
      // Space-stuffing, RFC 3676 section 4.4.
      if (content < end && text.charAt(content) == ' ') {
        content++;
      }
      boolean isSignature = end - content == 3 && text.startsWith("-- ", content);
      boolean continues = depth == depthBefore && !isSignature;
      if (!continues) {
        if (start > 0) {
          out.append('\n');
        }
        out.append(">".repeat(depth)).append(depth > 0 && content < end ? " " : "");
      }
      boolean isSoft = end > content && text.charAt(end - 1) == ' ' && !isSignature;
      out.append(text, content, isSoft && delSp ? end - 1 : end);
      depthBefore = isSoft ? depth : -1;
      if (newline < 0) {
        break;
      }
      start = newline + 1;
    }
    return out.toString();
  }
}
