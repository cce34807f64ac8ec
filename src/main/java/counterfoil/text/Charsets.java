package counterfoil.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * From bytes to characters, step by step: as declared, as UTF-8, as a detector guesses, as
 * windows-1252. The first three only if every byte fits.
 */
public final class Charsets {

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final int DETECTOR_BYTES = 64 * 1024;

  /** What the names mean that mail programs use, after the WHATWG Encoding Standard. */
  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          Map.entry("gb2312", "GB18030"),
          Map.entry("gbk", "GB18030"),
          Map.entry("gb_2312-80", "GB18030"),
          Map.entry("x-gbk", "GB18030"),
          Map.entry("cp936", "GB18030"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("ks_c_5601-1987", "x-windows-949"),
          Map.entry("ks_c_5601-1989", "x-windows-949"),
          Map.entry("ks_c_5601", "x-windows-949"),
          Map.entry("ksc5601", "x-windows-949"),
          Map.entry("cp949", "x-windows-949"),
          Map.entry("windows-949", "x-windows-949"),
          Map.entry("iso-8859-1", "windows-1252"),
          Map.entry("iso8859-1", "windows-1252"),
          Map.entry("iso_8859-1", "windows-1252"),
          Map.entry("latin1", "windows-1252"),
          Map.entry("latin-1", "windows-1252"),
          Map.entry("cp-1252", "windows-1252"),
          Map.entry("ansi", "windows-1252"),
          Map.entry("iso-8859-9", "windows-1254"),
          Map.entry("latin5", "windows-1254"),
          Map.entry("iso-8859-11", "x-windows-874"),
          Map.entry("tis-620", "x-windows-874"),
          Map.entry("windows-874", "x-windows-874"),
          Map.entry("iso-8859-8-i", "ISO-8859-8"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("shift-jis", "windows-31j"),
          Map.entry("sjis", "windows-31j"),
          Map.entry("x-sjis", "windows-31j"),
          Map.entry("cp932", "windows-31j"),
          Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
          Map.entry("big5", "Big5-HKSCS"),
          Map.entry("x-x-big5", "Big5-HKSCS"),
          Map.entry("cp950", "Big5-HKSCS"),
          Map.entry("macintosh", "x-MacRoman"),
          Map.entry("x-mac-roman", "x-MacRoman"),
          Map.entry("utf8", "UTF-8"),
          Map.entry("utf-8mb4", "UTF-8"),
          Map.entry("unicode-1-1-utf-8", "UTF-8"),
          Map.entry("cp-850", "IBM850"),
          Map.entry("unicode", "UTF-16"));

  /**
   * Every charset by every name in lower case. The platform itself looks long for names that it
   * does not know, and a mail may hold thousands of them.
   */
  private static final Map<String, Charset> NAMED = byName();

  private static Map<String, Charset> byName() {
    Map<String, Charset> named = new HashMap<>();
    for (Charset charset : Charset.availableCharsets().values()) {
      charset.aliases().forEach(alias -> named.put(alias.toLowerCase(Locale.ROOT), charset));
    }
    // A name of its own comes before an alias of another.
    for (Charset charset : Charset.availableCharsets().values()) {
      named.put(charset.name().toLowerCase(Locale.ROOT), charset);
    }
    return Map.copyOf(named);
  }

  private Charsets() {}

  /**
   * @param text the characters
   * @param defect a sentence when another charset than the declared one was taken; empty when all
   *     was well
   */
  public record Decoded(String text, String defect) {}

  /**
   * Reads bytes as text; never fails.
   *
   * @param declared the charset the mail names; empty when it names none
   */
  public static Decoded decode(byte[] bytes, String declared) {
    String name = declared.strip().toLowerCase(Locale.ROOT);
    if (isUtf7(name)) {
      return new Decoded(Utf7.decode(bytes), "");
    }
    boolean isAscii = isAscii(bytes);
    boolean saysNothing = saysNothing(name);
    if (isAscii && (saysNothing || isAsciiCompatible(name))) {
      boolean isShifted = saysNothing && hasEscape(bytes);
      Optional<String> japanese =
          isShifted ? strict(bytes, Charset.forName("x-windows-iso2022jp")) : Optional.empty();
      return japanese
          .map(text -> new Decoded(text, "charset not named, read as iso-2022-jp"))
          .orElseGet(() -> new Decoded(new String(bytes, StandardCharsets.ISO_8859_1), ""));
    }
    Optional<Charset> charset = saysNothing ? Optional.empty() : named(name);
    Optional<String> asDeclared = charset.flatMap(c -> strict(bytes, c));
    if (asDeclared.isPresent()) {
      return new Decoded(asDeclared.get(), "");
    }
    String complaint =
        saysNothing
            ? "charset not named"
            : charset.isEmpty() ? "charset " + name + " unknown" : "not all bytes are " + name;
    return charset
        .filter(c -> c.equals(StandardCharsets.UTF_8) || isShifting(name))
        .filter(c -> c.equals(StandardCharsets.UTF_8) || isAscii)
        .flatMap(c -> mostly(bytes, c))
        .map(text -> new Decoded(text, complaint + ", the others were replaced"))
        .orElseGet(() -> guessed(bytes, name, complaint));
  }

  /**
   * Eight-bit text of a header: UTF-8 (RFC 6532), else the charset of the text below it, else
   * windows-1252.
   *
   * @param ofText the charset that the text names; empty when it names none
   */
  public static String headerText(byte[] bytes, String ofText) {
    String name = ofText.strip().toLowerCase(Locale.ROOT);
    Optional<Charset> charset = saysNothing(name) ? Optional.empty() : named(name);
    Optional<String> read =
        isShifting(name)
            ? charset.flatMap(c -> strict(bytes, c))
            : strict(bytes, StandardCharsets.UTF_8);
    return read.or(() -> charset.flatMap(c -> strict(bytes, c)))
        .or(() -> related(name).stream().flatMap(c -> strict(bytes, c).stream()).findFirst())
        .orElseGet(() -> new String(bytes, WINDOWS_1252));
  }

  /** Charsets of the same language that programs mix up with the one they name. */
  private static List<Charset> related(String name) {
    return name.startsWith("iso-2022-jp")
        ? List.of(Charset.forName("windows-31j"), Charset.forName("EUC-JP"))
        : List.of();
  }

  private static Decoded guessed(byte[] bytes, String name, String complaint) {
    Optional<String> utf8 = strict(bytes, StandardCharsets.UTF_8);
    if (utf8.isPresent()) {
      return new Decoded(utf8.get(), complaint + ", read as utf-8");
    }
    return inRelated(bytes, name, complaint).orElseGet(() -> detected(bytes, complaint));
  }

  private static Decoded detected(byte[] bytes, String complaint) {
    UniversalDetector detector = new UniversalDetector();
    detector.handleData(bytes, 0, Math.min(bytes.length, DETECTOR_BYTES));
    detector.dataEnd();
    Optional<Charset> detected =
        Optional.ofNullable(detector.getDetectedCharset())
            .flatMap(found -> named(found.toLowerCase(Locale.ROOT)));
    Optional<String> text = detected.flatMap(c -> strict(bytes, c));
    return text.map(
            read ->
                new Decoded(
                    read,
                    complaint
                        + ", read as "
                        + detected.orElseThrow().name().toLowerCase(Locale.ROOT)))
        .orElseGet(
            () ->
                new Decoded(new String(bytes, WINDOWS_1252), complaint + ", read as windows-1252"));
  }

  /** The charset of a name in lower case, by the aliases first. */
  private static Optional<Charset> named(String given) {
    String name = given.replace("\"", "");
    String meant = ALIASES.getOrDefault(name, name).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(NAMED.get(meant));
  }

  private static Optional<String> strict(byte[] bytes, Charset charset) {
    try {
      CharBuffer chars =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes));
      return Optional.of(chars.toString());
    } catch (CharacterCodingException | IllegalArgumentException misfit) {
      return Optional.empty();
    }
  }

  private static Optional<Decoded> inRelated(byte[] bytes, String name, String complaint) {
    for (Charset charset : related(name)) {
      Optional<String> text = strict(bytes, charset);
      if (text.isPresent()) {
        return text.map(
            read ->
                new Decoded(
                    read, complaint + ", read as " + charset.name().toLowerCase(Locale.ROOT)));
      }
    }
    return Optional.empty();
  }

  private static boolean isShifting(String name) {
    return name.startsWith("iso-2022");
  }

  /** A text with few broken bytes, such as one that was cut, is still in its charset. */
  private static Optional<String> mostly(byte[] bytes, Charset charset) {
    String text = new String(bytes, charset);
    int broken = 0;
    int whole = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      broken += c == '\ufffd' ? 1 : 0;
      whole += c >= 0x80 && c != '\ufffd' ? 1 : 0;
    }
    return whole > 3 * broken ? Optional.of(text) : Optional.empty();
  }

  private static boolean saysNothing(String name) {
    return name.isEmpty()
        || name.equals("us-ascii")
        || name.equals("ascii")
        || name.equals("7bit")
        || name.equals("8bit")
        || name.equals("binary")
        || name.equals("unknown-8bit")
        || name.equals("x-unknown")
        || name.equals("default");
  }

  /** Charsets in which bytes below 0x80 are ASCII: all but those that shift. */
  private static boolean isAsciiCompatible(String name) {
    return !isShifting(name)
        && !name.startsWith("utf-16")
        && !name.startsWith("utf-32")
        && !name.startsWith("ucs")
        && !name.equals("unicode")
        && !name.equals("hz-gb-2312")
        && !name.startsWith("ibm")
        && !name.startsWith("cp0")
        && !name.startsWith("cp1")
        && !name.startsWith("ebcdic")
        && !name.startsWith("x-")
        && named(name).isPresent();
  }

  private static boolean isUtf7(String name) {
    return name.equals("utf-7") || name.equals("unicode-1-1-utf-7");
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasEscape(byte[] bytes) {
    for (int i = 0; i + 1 < bytes.length; i++) {
      if (bytes[i] == 0x1b && (bytes[i + 1] == '$' || bytes[i + 1] == '(')) {
        return true;
      }
    }
    return false;
  }
}
