package counterfoil.mail;

import counterfoil.html.HtmlLimits;

/**
 * How much of one mail is read. What lies beyond a limit is not lost, it stays in the raw mail; the
 * reader says so in the defects.
 *
 * @param headerBytes of a header block, the mail's own or a part's
 * @param headerFields of a header block
 * @param fieldBytes of one field, folding included
 * @param fieldLines over which one field is folded
 * @param depth of multiparts and attached messages inside each other
 * @param parts of the whole mail, attached messages included
 * @param addresses of one field
 * @param references kept from each end of the References field
 * @param subjectChars of the subject
 * @param textChars of the readable text
 * @param links shown with their address in the text
 * @param htmlDepth of elements of HTML inside each other
 * @param openedBytes of attached mails and other containers that are open at the same time
 */
public record ReadLimits(
    int headerBytes,
    int headerFields,
    int fieldBytes,
    int fieldLines,
    int depth,
    int parts,
    int addresses,
    int references,
    int subjectChars,
    int textChars,
    int links,
    int htmlDepth,
    long openedBytes) {

  /** What an ordinary desk needs, with room to spare. */
  public static final ReadLimits DEFAULTS =
      new ReadLimits(
          256 * 1024,
          2_000,
          64 * 1024,
          1_000,
          20,
          1_000,
          500,
          50,
          998,
          2_000_000,
          5_000,
          200,
          64L * 1024 * 1024);

  /** Those that HTML has to know. */
  HtmlLimits html() {
    return new HtmlLimits(textChars, links, htmlDepth);
  }
}
