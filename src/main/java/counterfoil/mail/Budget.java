package counterfoil.mail;

/** How much of a mail may still be read; attached mails live on what the outer one has left. */
final class Budget {

  /** A text in two forms, in a charset of up to four bytes a character. */
  private static final int TEXT_BYTES_PER_CHAR = 4;

  private final ReadLimits limits;

  private int parts;
  private int textBytes;
  private long openBytes;
  private long allOpenedBytes;

  /**
   * @param size of the whole mail, in bytes
   */
  Budget(ReadLimits limits, int size) {
    this.limits = limits;
    textBytes = (int) Math.min(Integer.MAX_VALUE, (long) limits.textChars() * TEXT_BYTES_PER_CHAR);
    openBytes = limits.openedBytes();
    // Mails attached to attached mails are read again and again, but not without end.
    allOpenedBytes = 4L * size + 1_000_000;
  }

  /** False when there were enough parts. */
  boolean hasRoomForPart() {
    return ++parts <= limits.parts();
  }

  int textBytes() {
    return textBytes;
  }

  void takeText(int bytes) {
    textBytes -= bytes;
  }

  /** As many bytes a container may have to be opened now. */
  long openable() {
    return Math.max(0, Math.min(openBytes, allOpenedBytes));
  }

  void open(long bytes) {
    openBytes -= bytes;
    allOpenedBytes -= bytes;
  }

  void close(long bytes) {
    openBytes += bytes;
  }
}
