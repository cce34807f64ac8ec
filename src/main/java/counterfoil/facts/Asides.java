package counterfoil.facts;

import com.google.re2j.Pattern;
import counterfoil.facts.Lexicon.Hit;
import counterfoil.facts.Passage.Line;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the lines whose prose says nothing about the matter: transcripts, code, rows of short
 * cells, and what stands under the farewell.
 */
final class Asides {

  private static final Pattern TIME_OF_DAY = Pattern.compile("\\b[0-2]?\\d[:.h][0-5]\\d\\b");

  private static final int LONGEST_CELL = 4;
  private static final int FEWEST_CELLS = 3;
  private static final int MOST_LINES_OF_A_FAREWELL = 7;

  private final Passage passage;
  private final String zone;
  private final String text;
  private final Tokens tokens;
  private final List<Line> lines;
  private final List<Hit> hits;
  private final Language language;

  Asides(Passage passage) {
    this.passage = passage;
    this.zone = passage.zone();
    this.text = passage.text();
    this.tokens = passage.tokens();
    this.lines = passage.lines();
    this.hits = passage.hits();
    this.language = passage.language();
  }

  /** Whether each line is one. */
  boolean[] find() {
    boolean[] asideLine = new boolean[lines.size()];
    int speakers = 0;
    int lastSpeaker = -3;
    int hit = 0;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      asideLine[i] |= isCode(line) || !line.own() || !zone.equals("subject") && isRow(line);
      boolean speaks = false;
      boolean farewell = false;
      boolean header = false;
      while (hit < hits.size() && hits.get(hit).from() < line.to()) {
        Hit at = hits.get(hit++);
        if (at.kind() < language.signCount() && at.from() == line.from()) {
          boolean labels = passage.nextIs(at.to(), ":\uff1a");
          speaks |= is(at, Sign.SPEAKER) && labels;
          header |= is(at, Sign.MAIL_HEADER) && labels;
          farewell |= is(at, Sign.CLOSING) && line.to() - at.to() <= 2;
        }
      }
      boolean spoken = i > 0 && i - lastSpeaker == 1 && speakers >= 2;
      asideLine[i] |= spoken && !line.isBlank() && "([".indexOf(text.charAt(line.start())) >= 0;
      asideLine[i] |= header && !zone.equals("body");
      if (zone.equals("quoted") && introduces(i)) {
        for (int above = i; above >= 0 && !lines.get(above).isBlank(); above--) {
          asideLine[above] = true;
        }
      }
      if (speaks) {
        speakers = i - lastSpeaker <= 3 ? speakers + 1 : 1;
        if (speakers == 2) {
          asideLine[lastSpeaker] = true;
        }
        asideLine[i] |= speakers >= 2;
        lastSpeaker = i;
      }
      if (farewell) {
        markFarewell(i, asideLine);
      }
    }
    return asideLine;
  }

  /** "On Tue, 6 Oct 2026 at 09:02, Mei wrote:": who is quoted is no part of what they said. */
  private boolean introduces(int line) {
    Line last = lines.get(line);
    if (last.isBlank() || text.charAt(last.end() - 1) != ':') {
      return false;
    }
    for (int i = line; i >= Math.max(0, line - 2) && !lines.get(i).isBlank(); i--) {
      String words = text.substring(lines.get(i).start(), lines.get(i).end());
      if (TIME_OF_DAY.matcher(words).find()) {
        return true;
      }
    }
    return false;
  }

  private void markFarewell(int farewell, boolean[] asideLine) {
    int filled = 0;
    int blanks = 0;
    int last = farewell + 1;
    for (; last < lines.size(); last++) {
      Line line = lines.get(last);
      if (!line.own()) {
        break;
      }
      blanks = line.isBlank() ? blanks + 1 : 0;
      filled += line.isBlank() ? 0 : 1;
      boolean postscript = line.from() < line.to() && tokens.word(line.from()).equals("ps");
      if (filled > MOST_LINES_OF_A_FAREWELL || line.end() - line.start() > 90 || postscript) {
        break;
      }
      if (blanks > 1 && filled > 0) {
        break;
      }
    }
    boolean reachesEnd =
        last >= lines.size() || !lines.get(last).own() || filled <= MOST_LINES_OF_A_FAREWELL;
    if (reachesEnd) {
      Arrays.fill(asideLine, farewell, last, true);
    }
  }

  private boolean isCode(Line line) {
    if (line.isBlank()) {
      return false;
    }
    char first = text.charAt(line.start());
    if (first == '{' || first == '}') {
      return true;
    }
    if (first != '"') {
      return false;
    }
    int colon = text.indexOf("\":", line.start());
    return colon > 0 && colon < line.end();
  }

  /** "09:14 | CA12... | 12s": three cells and more of a word or two are no sentence. */
  private boolean isRow(Line line) {
    int cells = 1;
    int words = 0;
    int token = line.from();
    for (int at = line.start(); at < line.end(); at++) {
      if (text.charAt(at) == '|') {
        cells++;
        words = 0;
      }
      if (token < line.to() && tokens.start(token) == at) {
        token++;
        if (++words > LONGEST_CELL) {
          return false;
        }
      }
    }
    return cells >= FEWEST_CELLS;
  }

  private static boolean is(Hit hit, Sign sign) {
    return hit.kind() == sign.ordinal();
  }
}
