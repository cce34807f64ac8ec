package counterfoil.containers;

import counterfoil.text.Defects;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that old programs write into the text itself: a line {@code begin 644 name}, lines whose
 * first character tells their length, a line {@code end} (POSIX uuencode).
 *
 * @param text without the files
 * @param files in order
 */
public record Uuencode(String text, List<File> files) {

  /** A file of the text. */
  public record File(String name, byte[] content) {}

  /** Finds the files in a text; what is broken is read as far as it goes. */
  public static Uuencode in(String text, Defects defects) {
    return text.startsWith("begin ") || text.contains("\nbegin ")
        ? new Reading(text, defects).read()
        : new Uuencode(text, List.of());
  }

  /** One pass over the lines. */
  private static final class Reading {

    private final String in;
    private final Defects defects;
    private final StringBuilder text = new StringBuilder();
    private final List<File> files = new ArrayList<>();

    Reading(String in, Defects defects) {
      this.in = in;
      this.defects = defects;
    }

    Uuencode read() {
      int at = 0;
      while (at < in.length()) {
        int end = endOfLine(at);
        int next = Math.min(end + 1, in.length());
        String name = name(at, end);
        int behind = name.isEmpty() ? -1 : file(name, next);
        if (behind < 0) {
          text.append(in, at, next);
          at = next;
        } else {
          at = behind;
        }
      }
      return new Uuencode(text.toString(), List.copyOf(files));
    }

    private int endOfLine(int at) {
      int end = in.indexOf('\n', at);
      return end < 0 ? in.length() : end;
    }

    /** The name on a {@code begin} line; empty when the line is none. */
    private String name(int at, int end) {
      if (!in.startsWith("begin ", at)) {
        return "";
      }
      int space = in.indexOf(' ', at + 6);
      boolean hasMode = space > 0 && space < end && (space - at == 9 || space - at == 10);
      for (int i = at + 6; hasMode && i < space; i++) {
        hasMode = in.charAt(i) >= '0' && in.charAt(i) <= '7';
      }
      return hasMode ? in.substring(space + 1, end).strip() : "";
    }

    /** Reads the lines of a file; returns the place behind it, or -1 when it is none. */
    private int file(String name, int from) {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      int at = from;
      while (at < in.length()) {
        int end = endOfLine(at);
        String line = in.substring(at, Math.min(end, at + 100));
        int next = Math.min(end + 1, in.length());
        if (line.strip().equals("end")) {
          files.add(new File(name, content.toByteArray()));
          return next;
        }
        if (!isData(line)) {
          break;
        }
        decode(line, content);
        at = next;
      }
      if (content.size() == 0) {
        return -1;
      }
      defects.add("broken uuencode: read as far as it goes");
      files.add(new File(name, content.toByteArray()));
      return at;
    }

    /** Whether the length that the line tells is the length it has; blanks at its end get lost. */
    private static boolean isData(String line) {
      if (line.isBlank()) {
        return true;
      }
      int count = sextet(line.charAt(0));
      int letters = line.stripTrailing().length() - 1;
      boolean isLong = letters <= (count + 2) / 3 * 4 + 2 && letters * 3 / 4 + 24 >= count;
      return isLong && line.chars().allMatch(c -> c >= ' ' && c <= 0x60 || c == '\r');
    }

    private static void decode(String line, ByteArrayOutputStream out) {
      int count = line.isEmpty() ? 0 : sextet(line.charAt(0));
      for (int i = 1, left = count; left > 0; i += 4, left -= 3) {
        int group = 0;
        for (int k = 0; k < 4; k++) {
          group = group << 6 | (i + k < line.length() ? sextet(line.charAt(i + k)) : 0);
        }
        for (int k = 0; k < Math.min(3, left); k++) {
          out.write(group >> (16 - 8 * k));
        }
      }
    }

    private static int sextet(char c) {
      return c < ' ' ? 0 : c - ' ' & 0x3f;
    }
  }
}
