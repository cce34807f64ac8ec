package counterfoil.mail;

import counterfoil.fuzz.Holds;
import java.util.Map;
import java.util.Optional;

/** The whole reader, and the files that it hands out. */
public final class ReaderFuzz {

  private static final ReadLimits LIMITS =
      SmallLimits.of(
          Map.of("depth", 6, "parts", 50, "addresses", 20, "references", 10, "textChars", 20_000));

  private static final MailReader READER = new MailReader(LIMITS);

  private ReaderFuzz() {}

  /** Called for each input: a mail. */
  public static void fuzzerTestOneInput(byte[] data) {
    ParsedMail mail = READER.read(data);
    Holds.whole(mail, LIMITS);
    int files = mail.attachments().size();
    if (files > 0) {
      // One of them, for each is a walk through the whole mail.
      int file = data.length % files;
      Optional<byte[]> bytes = READER.attachment(data, file);
      Holds.that(bytes.isPresent(), "a file is listed and not handed out");
      Holds.that(
          bytes.get().length == mail.attachments().get(file).size(), "a file has another size");
    }
    if (data.length % 8 == 0) {
      Holds.that(mail.equals(READER.read(data)), "the same mail was read in two ways");
    }
  }
}
