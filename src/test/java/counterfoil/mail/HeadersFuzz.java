package counterfoil.mail;

import counterfoil.fuzz.Holds;
import counterfoil.text.EncodedWords;
import counterfoil.text.TextHygiene;
import java.nio.charset.StandardCharsets;

/** One field as it stands in a mail, and everything that is read out of fields. */
public final class HeadersFuzz {

  private HeadersFuzz() {}

  /** Called for each input: a field, its folding included. */
  public static void fuzzerTestOneInput(byte[] data) {
    Fields fields = new Fields();
    fields.add(data);
    fields.map().values().forEach(values -> values.forEach(HeadersFuzz::value));
    ThreadIds.of(data);
    HeaderGlance.of(data).dates().forEach(date -> Holds.that(date != null, "no date"));
  }

  private static void value(String field) {
    Holds.storable(field, "a field");
    Holds.that(field.indexOf('\n') < 0, "a field has two lines");
    HeaderValue value = HeaderValue.of(field);
    Holds.that(value.value().equals(value.value().toLowerCase(java.util.Locale.ROOT)), "not lower");
    for (String parameter : value.parameters().values()) {
      name(parameter);
    }
    String decoded = EncodedWords.decode(field);
    // Eight-bit text within an encoded word may be read byte by byte.
    Holds.that(decoded.length() <= 3 * field.length() + 2, "more was decoded than was encoded");
    Holds.oneLine(TextHygiene.oneLine(decoded), "a line");
    Holds.storable(TextHygiene.text(decoded), "a text");
    name(field);
    MailDate.of(field);
  }

  private static void name(String given) {
    Holds.fileName(FileNames.safe(given, "image/png", 1));
    Holds.that(
        new String(given.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).length()
            == given.length(),
        "a parameter holds half a character");
  }
}
