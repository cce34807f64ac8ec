package counterfoil.mailbox;

/** What servers say, made fit for one line of a log or a page. */
final class ServerWords {

  private static final int LONGEST = 500;

  private ServerWords() {}

  /** One line of printable characters, cut at a length that can be read. */
  static String tidy(String said) {
    String cut = said.length() > 4 * LONGEST ? said.substring(0, 4 * LONGEST) : said;
    String line = cut.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }
}
