package counterfoil.reply;

import counterfoil.fuzz.Holds;
import counterfoil.text.LanguageGuess;
import counterfoil.text.TextHygiene;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The reply splitter on plain text; the first byte says what the subject and header said. */
public final class SplitterFuzz {

  private static final Set<String> NAMES = Set.of("nadia", "hart");

  private SplitterFuzz() {}

  /** Called for each input: a byte, and a text in UTF-8. */
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length == 0) {
      return;
    }
    String text = TextHygiene.text(new String(data, 1, data.length - 1, StandardCharsets.UTF_8));
    MarkedText plain = MarkedText.plain(text);
    boolean isForward = (data[0] & 1) != 0;
    boolean isReply = (data[0] & 2) != 0;
    MailText split = ReplySplitter.split(plain, isForward, isReply, NAMES);
    Holds.that(split.full().equals(text), "the splitter changed the text");
    Holds.covered(split);
    Holds.that(
        split.equals(ReplySplitter.split(plain, isForward, isReply, NAMES)),
        "the same text was split in two ways");
    Holds.storable(split.newPart(), "the new part");
    LanguageGuess.of(text);
  }
}
