package counterfoil.mail;

import counterfoil.text.Defects;
import java.util.List;
import java.util.Optional;

/**
 * Turns the raw bytes of a mail into a {@link ParsedMail}. Reading never fails; it reports.
 *
 * <p>What cannot be read whole is read in a simpler way: its plain text, its header, or nothing but
 * its bytes. May be shared between threads.
 */
public final class MailReader {

  private static final List<String> WAYS = List.of("whole", "as text", "as a header");

  private final ReadLimits limits;
  private final List<Rung> ladder;

  /** A reader with the usual limits. */
  public MailReader() {
    this(ReadLimits.DEFAULTS);
  }

  /** A reader with limits of its own. */
  public MailReader(ReadLimits limits) {
    this(
        limits,
        List.of(new WholeReading(limits), new TextReading(limits), new HeaderReading(limits)));
  }

  /**
   * A reader with other ways of reading.
   *
   * @param ladder at most three, the one that reads most first
   */
  MailReader(ReadLimits limits, List<Rung> ladder) {
    this.limits = limits;
    this.ladder = ladder;
  }

  /**
   * Reads a mail, whatever its bytes are: never throws but for a machine without memory, never
   * returns null.
   *
   * @param raw the mail as it was delivered, RFC 5322; may be empty
   */
  public ParsedMail read(byte[] raw) {
    Defects defects = new Defects();
    for (int i = 0; i < ladder.size(); i++) {
      Defects ofThisWay = defects.copy();
      try {
        return ladder.get(i).read(raw, ofThisWay);
      } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError surprise) {
        defects.add("the mail could not be read " + WAYS.get(i) + ": " + surprise);
      }
    }
    return new OpaqueReading().read(raw, defects);
  }

  /**
   * The decoded bytes of one attached file.
   *
   * @param raw the mail as it was delivered
   * @param index place in {@link ParsedMail#attachments()}, counted from 0
   * @return empty when the mail has no such attachment
   */
  public Optional<byte[]> attachment(byte[] raw, int index) {
    try {
      FoundFiles files = new FoundFiles(index);
      new MimeWalk(limits, new Defects(), files, raw.length, true).mail(raw, 0);
      return files.wantedBytes();
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError surprise) {
      return Optional.empty();
    }
  }
}
