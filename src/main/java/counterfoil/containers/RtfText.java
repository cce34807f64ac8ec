package counterfoil.containers;

import counterfoil.text.Charsets;
import counterfoil.text.TextHygiene;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a rich text (RTF 1.9.1), and of HTML that is wrapped in one (MS-OXRTFEX), in one
 * pass: paragraphs, line breaks and characters; how they look falls away.
 */
final class RtfText {

  /** Groups whose content nobody reads. */
  private static final Set<String> HIDDEN =
      Set.of(
          "fonttbl",
          "colortbl",
          "stylesheet",
          "info",
          "pict",
          "object",
          "objdata",
          "header",
          "footer",
          "headerl",
          "headerr",
          "footerl",
          "footerr",
          "fldinst",
          "xe",
          "tc",
          "listtable",
          "revtbl");

  /** Groups further inside each other are read as if they were not there. */
  private static final int DEPTH = 200;

  private final byte[] in;
  private final int most;
  private final StringBuilder out = new StringBuilder();
  private final ByteArrayOutputStream eightBit = new ByteArrayOutputStream();
  private final Deque<State> outer = new ArrayDeque<>();

  private String charset = "windows-1252";
  private State state = new State(false, 1);
  private int at;
  private int tooDeep;
  private int toSkip;

  /**
   * @param hidden whether the words are not meant for readers
   * @param substitutes characters behind each Unicode character that stand in for it
   */
  private record State(boolean hidden, int substitutes) {}

  private RtfText(byte[] in, int most) {
    this.in = in;
    this.most = most;
  }

  static String of(byte[] rtf, int textChars) {
    return TextHygiene.text(new RtfText(rtf, textChars).read());
  }

  private String read() {
    while (at < in.length && out.length() < most) {
      char c = (char) (in[at++] & 0xff);
      switch (c) {
        case '{' -> open();
        case '}' -> close();
        case '\\' -> control();
        case '\r', '\n' -> {}
        default -> character(c);
      }
    }
    flush();
    return out.toString();
  }

  private void open() {
    if (outer.size() < DEPTH) {
      outer.push(state);
    } else {
      tooDeep++;
    }
  }

  private void close() {
    flush();
    if (tooDeep > 0) {
      tooDeep--;
    } else if (!outer.isEmpty()) {
      state = outer.pop();
    }
  }

  private void character(char c) {
    if (toSkip > 0) {
      toSkip--;
    } else if (!state.hidden()) {
      eightBit.write(c);
    }
  }

  private void control() {
    if (at >= in.length) {
      return;
    }
    char c = (char) (in[at] & 0xff);
    if (!isLetter(c)) {
      at++;
      symbol(c);
      return;
    }
    int start = at;
    while (at < in.length && at - start < 32 && isLetter((char) (in[at] & 0xff))) {
      at++;
    }
    String word = new String(in, start, at - start, StandardCharsets.US_ASCII);
    int numberStart = at;
    if (at < in.length && in[at] == '-') {
      at++;
    }
    while (at < in.length && at - numberStart < 9 && in[at] >= '0' && in[at] <= '9') {
      at++;
    }
    String number = new String(in, numberStart, at - numberStart, StandardCharsets.US_ASCII);
    if (at < in.length && in[at] == ' ') {
      at++;
    }
    word(word.toLowerCase(Locale.ROOT), number.length() == 0 || number.equals("-") ? "" : number);
  }

  private void symbol(char c) {
    switch (c) {
      case '\'' -> {
        int high = digit(at);
        int low = digit(at + 1);
        at = Math.min(in.length, at + 2);
        if (high >= 0 && low >= 0) {
          character((char) (high << 4 | low));
        }
      }
      case '\\', '{', '}' -> character(c);
      case '~' -> character(' ');
      case '_' -> character('-');
      case '\r', '\n' -> line();
      case '*' -> state = new State(true, state.substitutes());
      default -> {}
    }
  }

  private int digit(int place) {
    return place < in.length ? Character.digit(in[place], 16) : -1;
  }

  private void word(String word, String number) {
    switch (word) {
      case "par", "line", "sect", "page", "row" -> line();
      case "tab", "cell" -> character('\t');
      case "emdash" -> unicode('\u2014');
      case "endash" -> unicode('\u2013');
      case "bullet" -> unicode('\u2022');
      case "lquote" -> unicode('\u2018');
      case "rquote" -> unicode('\u2019');
      case "ldblquote" -> unicode('\u201c');
      case "rdblquote" -> unicode('\u201d');
      case "ansicpg" -> charset = number.isEmpty() ? charset : CodePages.charset(int16(number));
      case "u" -> {
        if (!number.isEmpty()) {
          unicode((char) int16(number));
          toSkip = state.substitutes();
        }
      }
      case "uc" -> state = new State(state.hidden(), Math.min(10, Math.max(0, int16(number))));
      case "bin" -> at = (int) Math.min(in.length, (long) at + Math.max(0, int16(number)));
      // What stands between is the same once more, for programs that know no HTML.
      case "htmlrtf" -> state = new State(!number.equals("0"), state.substitutes());
      default -> {
        if (HIDDEN.contains(word)) {
          state = new State(true, state.substitutes());
        }
      }
    }
  }

  private static int int16(String number) {
    return number.isEmpty() ? 0 : Integer.parseInt(number);
  }

  private void line() {
    if (!state.hidden()) {
      flush();
      out.append('\n');
    }
  }

  private void unicode(char c) {
    if (!state.hidden()) {
      flush();
      out.append(c);
    }
  }

  /** Eight-bit characters wait for their neighbours: two may be one letter. */
  private void flush() {
    if (eightBit.size() > 0) {
      out.append(Charsets.decode(eightBit.toByteArray(), charset).text());
      eightBit.reset();
    }
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
