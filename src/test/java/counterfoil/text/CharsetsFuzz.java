package counterfoil.text;

import counterfoil.fuzz.Holds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes in any charset: the name stands in the first line of the input, the bytes behind it. */
public final class CharsetsFuzz {

  private CharsetsFuzz() {}

  /** Called for each input. */
  public static void fuzzerTestOneInput(byte[] data) {
    int line = 0;
    while (line < data.length && data[line] != '\n') {
      line++;
    }
    String name = new String(data, 0, line, StandardCharsets.ISO_8859_1);
    byte[] bytes = Arrays.copyOfRange(data, Math.min(line + 1, data.length), data.length);
    Charsets.Decoded decoded = Charsets.decode(bytes, name);
    // UTF-7 and the East Asian charsets make at most two characters of a byte.
    Holds.that(decoded.text().length() <= 2 * bytes.length + 2, "more characters than bytes");
    String text = TextHygiene.text(decoded.text());
    Holds.storable(text, "the text");
    Holds.that(text.equals(TextHygiene.text(text)), "what is clean is cleaned again");
    Holds.oneLine(TextHygiene.oneLine(decoded.text()), "a line");
    Holds.oneLine(TextHygiene.oneLine(decoded.defect()), "a defect");
    String flowed = FlowedText.unwrapped(text, bytes.length % 2 == 0);
    Holds.storable(flowed, "the flowed text");
    // A quoted line may gain the space behind its signs.
    Holds.that(flowed.length() <= 2 * text.length() + 1, "flowed text grew");
  }
}
