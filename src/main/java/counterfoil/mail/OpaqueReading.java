package counterfoil.mail;

import counterfoil.reply.MailText;
import counterfoil.text.Defects;
import counterfoil.text.LanguageGuess;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last resort: nothing could be read, the raw mail is all there is. */
final class OpaqueReading implements Rung {

  @Override
  public ParsedMail read(byte[] raw, Defects defects) {
    String hash = HexFormat.of().formatHex(Digests.sha256().digest(raw));
    return new ParsedMail(
        hash.substring(0, 32) + "@missing.invalid",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "",
        Optional.empty(),
        Map.of(),
        MailText.allNew(""),
        List.of(),
        List.of(),
        LanguageGuess.UNKNOWN,
        hash,
        defects.list());
  }
}
