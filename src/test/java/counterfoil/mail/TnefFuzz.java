package counterfoil.mail;

import counterfoil.fuzz.Holds;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What Outlook packs into one file, opened by the reader as it comes in a mail. */
public final class TnefFuzz {

  private static final byte[] HEADER =
      "Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: binary\n\n"
          .getBytes(StandardCharsets.US_ASCII);

  private static final ReadLimits LIMITS =
      SmallLimits.of(Map.of("depth", 5, "parts", 20, "textChars", 5_000));

  private static final MailReader READER = new MailReader(LIMITS);

  private TnefFuzz() {}

  /** Called for each input: the bytes of a {@code winmail.dat}. */
  public static void fuzzerTestOneInput(byte[] data) {
    byte[] raw = new byte[HEADER.length + data.length];
    System.arraycopy(HEADER, 0, raw, 0, HEADER.length);
    System.arraycopy(data, 0, raw, HEADER.length, data.length);
    ParsedMail mail = READER.read(raw);
    Holds.whole(mail, LIMITS);
    for (int file = 0; file < mail.attachments().size(); file++) {
      Holds.that(READER.attachment(raw, file).isPresent(), "a file is listed and not handed out");
    }
  }
}
