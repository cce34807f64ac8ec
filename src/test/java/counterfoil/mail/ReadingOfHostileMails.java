package counterfoil.mail;

import counterfoil.reply.MailText;
import counterfoil.rig.HostileMails;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Reads every hostile mail in a process of its own, whose memory the caller bounds, and prints a
 * line for each: name, milliseconds of CPU, what is wrong with the reading, defects; tabs between.
 */
final class ReadingOfHostileMails {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final MailReader reader = new MailReader();
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private ReadingOfHostileMails() {}

  public static void main(String[] arguments) {
    ReadingOfHostileMails reading = new ReadingOfHostileMails();
    // The limit is for reading, not for loading classes.
    reading.reader.read(Raw.html("Line down", "<p>Hello Mei</p>"));
    HostileMails.all().forEach(reading::read);
  }

  private void read(String name, Supplier<byte[]> mail) {
    byte[] raw = mail.get();
    long start = THREADS.getCurrentThreadCpuTime();
    String wrong;
    String defects = "";
    try {
      ParsedMail read = reader.read(raw);
      defects = String.join("; ", read.defects());
      wrong = wrong(read);
    } catch (Throwable thrown) {
      wrong = thrown.toString();
    }
    long millis = (THREADS.getCurrentThreadCpuTime() - start) / 1_000_000;
    out.println(String.join("\t", name, Long.toString(millis), wrong, defects));
  }

  /** Empty when the reading is whole. */
  private static String wrong(ParsedMail mail) {
    int at = 0;
    for (MailText.Span span : mail.text().spans()) {
      if (span.start() != at) {
        return "a gap in the text at " + at;
      }
      at = span.end();
    }
    String text = mail.text().full();
    if (at != text.length()) {
      return "the parts of the text end too early";
    }
    return mail.messageId().isEmpty() || mail.fingerprint().length() != 64 || text.contains("\0")
        ? "no id, no fingerprint or a NUL in the text"
        : "";
  }
}
