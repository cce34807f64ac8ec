package counterfoil.history;

import counterfoil.mail.HeaderGlance;
import counterfoil.mail.MailDate;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A file of many mails, each behind a From_ line. Read twice: once from end to end, to find where
 * each mail lies and when it arrived; then mail by mail, in whichever order is wanted. Of the file
 * no more than one mail is in memory.
 *
 * <p>A From_ line begins with {@code From }, names a day of the week and holds a date and a time
 * (RFC 4155 appendix A), and stands at the beginning of the file or behind an empty line. So a
 * sentence that begins with "From" is none, quoted or not. {@code >From }, {@code >>From } and so
 * on lose one {@code >} (mboxrd, and nearly always mboxo). Content-Length is not believed: many
 * mails carry one from elsewhere.
 */
final class Mbox implements AutoCloseable {

  private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] QUOTED_FROM = ">From ".getBytes(StandardCharsets.US_ASCII);

  /** A longer line is no From_ line: an address has up to 254 characters, the rest up to 60. */
  private static final int LONGEST_FROM_LINE = 512;

  private static final int WINDOW = 1 << 18;
  private static final Pattern WEEKDAY =
      Pattern.compile("\\b(mon|tue|wed|thu|fri|sat|sun)\\b", Pattern.CASE_INSENSITIVE);

  private final String name;
  private final FileChannel channel;

  private Mbox(String name, FileChannel channel) {
    this.name = name;
    this.channel = channel;
  }

  /**
   * @param name for people
   */
  static Mbox open(Path file, String name) throws IOException {
    return new Mbox(name, FileChannel.open(file, StandardOpenOption.READ));
  }

  /** Whether these first bytes of a file are a From_ line. */
  static boolean begins(byte[] start) {
    return fromLine(start, 0, start.length).isPresent();
  }

  /**
   * Finds all mails, in the order of the file.
   *
   * @param found told each mail with a look at its header
   * @throws IOException when the file cannot be read to its end; what was found until then was told
   */
  void find(Arrival arrival, Consumer<Mail> found) throws IOException {
    new Scan(arrival, found).run();
  }

  /** One mail of the file. */
  final class Mail implements FoundMail {

    private final int number;
    private final long offset;
    private final int length;
    private final long size;
    private final long second;
    private final boolean discarded;

    private Mail(int number, long offset, long size, Instant date, boolean discarded) {
      this.number = number;
      this.offset = offset;
      this.size = size;
      this.length = (int) Math.min(size, Integer.MAX_VALUE - 16);
      this.second = date.getEpochSecond();
      this.discarded = discarded;
    }

    /** Whether it was deleted, or never sent. */
    boolean isDiscarded() {
      return discarded;
    }

    @Override
    public String name() {
      return Mbox.this.name + ", mail " + number;
    }

    @Override
    public Instant date() {
      return Instant.ofEpochSecond(second);
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public byte[] read() throws IOException {
      byte[] section = Mbox.this.read(offset, length);
      if (!begins(Arrays.copyOf(section, Math.min(section.length, LONGEST_FROM_LINE)))) {
        throw new IOException("the file was changed meanwhile");
      }
      return unquoted(section);
    }
  }

  private byte[] read(long offset, int length) throws IOException {
    ByteBuffer section = ByteBuffer.allocate(length);
    while (section.hasRemaining()) {
      if (channel.read(section, offset + section.position()) < 0) {
        throw new EOFException("the file was cut meanwhile");
      }
    }
    return section.array();
  }

  /** Without the From_ line, the empty line that closes a mail, and one > of each quoted From. */
  private static byte[] unquoted(byte[] section) {
    int from = nextLine(section, 0);
    int end = withoutLastEmptyLine(section, from);
    byte[] mail = new byte[end - from];
    int length = 0;
    while (from < end) {
      int next = Math.min(nextLine(section, from), end);
      int start = isQuotedFrom(section, from, end) ? from + 1 : from;
      System.arraycopy(section, start, mail, length, next - start);
      length += next - start;
      from = next;
    }
    return length == mail.length ? mail : Arrays.copyOf(mail, length);
  }

  private static int nextLine(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, bytes.length);
  }

  private static int withoutLastEmptyLine(byte[] bytes, int from) {
    int end = bytes.length;
    if (end - from >= 2 && bytes[end - 1] == '\n') {
      int before = bytes[end - 2] == '\r' ? end - 2 : end - 1;
      return before > from && bytes[before - 1] == '\n' ? before : end;
    }
    return end - from == 1 && bytes[from] == '\n' ? from : end;
  }

  private static boolean isQuotedFrom(byte[] bytes, int from, int end) {
    int at = from;
    while (at + 1 < end && bytes[at] == '>' && bytes[at + 1] == '>') {
      at++;
    }
    return startsWith(bytes, at, end, QUOTED_FROM);
  }

  private static boolean startsWith(byte[] bytes, int from, int end, byte[] word) {
    return end - from >= word.length
        && Arrays.equals(bytes, from, from + word.length, word, 0, word.length);
  }

  /** The date of a From_ line; empty when the line that begins here is none. */
  private static Optional<Instant> fromLine(byte[] bytes, int from, int end) {
    if (!startsWith(bytes, from, end, FROM)) {
      return Optional.empty();
    }
    int until = from;
    while (until < end && bytes[until] != '\n' && until - from < LONGEST_FROM_LINE) {
      until++;
    }
    String line =
        new String(
            bytes, from + FROM.length, until - from - FROM.length, StandardCharsets.ISO_8859_1);
    String behindSender = line.substring(line.indexOf(' ') + 1).stripTrailing();
    return WEEKDAY.matcher(behindSender).find() ? MailDate.of(behindSender) : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** One reading from end to end. */
  private final class Scan {

    private final Arrival arrival;
    private final Consumer<Mail> found;
    private final byte[] window = new byte[WINDOW];
    private final byte[] header = new byte[HeaderGlance.LIMIT];

    /** Of the file, where the window begins. */
    private long base;

    private int at;
    private int filled;
    private boolean ended;

    private int number;
    private long mailStart = -1;
    private Optional<Instant> place = Optional.empty();
    private int headerLength;
    private boolean inHeader;

    Scan(Arrival arrival, Consumer<Mail> found) {
      this.arrival = arrival;
      this.found = found;
    }

    void run() throws IOException {
      boolean afterEmptyLine = true;
      while (hasLine()) {
        Optional<Instant> date = afterEmptyLine ? fromLine(window, at, filled) : Optional.empty();
        boolean isEmpty = isEmptyLine();
        if (date.isPresent()) {
          tell();
          begin(date);
        } else if (mailStart < 0 && !isEmpty) {
          throw new IOException("it does not begin with a From line that has a date");
        }
        line(inHeader && date.isEmpty());
        inHeader &= !isEmpty;
        afterEmptyLine = isEmpty;
      }
      tell();
    }

    private void begin(Optional<Instant> date) {
      mailStart = base + at;
      place = date;
      number++;
      headerLength = 0;
      inHeader = true;
    }

    private void tell() {
      if (mailStart >= 0) {
        HeaderGlance glance = HeaderGlance.of(header, headerLength);
        found.accept(
            new Mail(
                number,
                mailStart,
                base + at - mailStart,
                arrival.of(glance, place),
                Flags.isDiscarded(glance)));
      }
    }

    private boolean isEmptyLine() {
      return window[at] == '\n'
          || (window[at] == '\r' && at + 1 < filled && window[at + 1] == '\n');
    }

    /** Whether there is another line, with as much of it in the window as decides about it. */
    private boolean hasLine() throws IOException {
      if (filled - at < LONGEST_FROM_LINE && !ended) {
        fill();
      }
      return at < filled;
    }

    /** Goes behind the end of this line, however long it is. */
    private void line(boolean isHeader) throws IOException {
      while (true) {
        int end = nextLineEnd();
        if (isHeader) {
          int room = Math.min(end - at, header.length - headerLength);
          System.arraycopy(window, at, header, headerLength, room);
          headerLength += room;
        }
        at = end;
        if (at > 0 && window[at - 1] == '\n' || ended && at == filled) {
          return;
        }
        fill();
      }
    }

    private int nextLineEnd() {
      int end = at;
      while (end < filled && window[end] != '\n') {
        end++;
      }
      return Math.min(end + 1, filled);
    }

    private void fill() throws IOException {
      System.arraycopy(window, at, window, 0, filled - at);
      base += at;
      filled -= at;
      at = 0;
      while (filled < WINDOW && !ended) {
        int read = channel.read(ByteBuffer.wrap(window, filled, WINDOW - filled), base + filled);
        ended = read < 0;
        filled += Math.max(read, 0);
      }
    }
  }
}
