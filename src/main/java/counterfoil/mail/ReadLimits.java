package counterfoil.mail;

/**
 * How much of one mail is read. What lies beyond a limit is not lost, it stays in the raw mail; the
 * reader says so in the defects.
 *
 * @param headerBytes of the header block
 * @param headerFields of the header block
 * @param fieldBytes of one field, folding included
 * @param depth of multiparts and attached messages inside each other
 * @param parts of the whole mail, attached messages included
 * @param addresses of one field
 * @param references kept from each end of the References field
 * @param textChars of the readable text
 * @param links shown with their address in the text
 * @param htmlDepth of elements of HTML inside each other
 */
public record ReadLimits(
    int headerBytes,
    int headerFields,
    int fieldBytes,
    int depth,
    int parts,
    int addresses,
    int references,
    int textChars,
    int links,
    int htmlDepth) {

  /** What an ordinary desk needs, with room to spare. */
  public static final ReadLimits DEFAULTS =
      new ReadLimits(256 * 1024, 2_000, 64 * 1024, 20, 1_000, 500, 50, 2_000_000, 5_000, 200);
}
