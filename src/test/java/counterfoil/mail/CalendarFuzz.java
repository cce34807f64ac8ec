package counterfoil.mail;

import counterfoil.fuzz.Holds;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An invitation, told in a line by the reader as it comes in a mail. */
public final class CalendarFuzz {

  private static final byte[] HEADER =
      "Content-Type: text/calendar; charset=utf-8; method=REQUEST\n\n"
          .getBytes(StandardCharsets.US_ASCII);

  private static final ReadLimits LIMITS =
      SmallLimits.of(Map.of("depth", 5, "parts", 20, "textChars", 5_000));

  private static final MailReader READER = new MailReader(LIMITS);

  private CalendarFuzz() {}

  /** Called for each input: an object of iCalendar (RFC 5545). */
  public static void fuzzerTestOneInput(byte[] data) {
    byte[] raw = new byte[HEADER.length + data.length];
    System.arraycopy(HEADER, 0, raw, 0, HEADER.length);
    System.arraycopy(data, 0, raw, HEADER.length, data.length);
    Holds.whole(READER.read(raw), LIMITS);
  }
}
