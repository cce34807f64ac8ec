package counterfoil.facts;

import com.google.re2j.Pattern;
import counterfoil.facts.Lexicon.Hit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One zone of a mail, taken apart once: lines, links, words, sentences, clauses, and the signs in
 * them. What one voice wrote: the author, a forwarded mail, or the quoted history.
 */
final class Passage {

  /**
   * A line.
   *
   * @param start its first character
   * @param end after its last character
   * @param own whether it belongs to the zone; other lines only give context
   * @param aside whether its prose says nothing about the matter: a transcript, code, the lines
   *     under the farewell
   * @param from its first token
   * @param to after its last token
   */
  record Line(int start, int end, boolean own, boolean aside, int from, int to) {
    boolean isBlank() {
      return start == end;
    }
  }

  /** A stretch of the text, own or only for context. */
  record Range(int start, int end, boolean own) {}

  private static final Pattern TIME_OF_DAY = Pattern.compile("\\b[0-2]?\\d[:.h][0-5]\\d\\b");

  private static final Set<Sign> VERBS =
      EnumSet.of(
          Sign.WORKS, Sign.DOES, Sign.ANSWERS, Sign.OCCURS, Sign.FAILS, Sign.DOWN, Sign.WRONG);

  /** Signs of one group hide each other where one covers the other's words. */
  private static final List<Set<Sign>> GROUPS =
      List.of(
          EnumSet.of(
              Sign.NEGATION,
              Sign.NEGATION_AFTER,
              Sign.NOBODY,
              Sign.WORKS,
              Sign.DOES,
              Sign.ANSWERS,
              Sign.OCCURS,
              Sign.FAILS,
              Sign.DOWN,
              Sign.WRONG,
              Sign.COSMETIC,
              Sign.LESSENED,
              Sign.COURTESY,
              Sign.IDIOM),
          EnumSet.of(
              Sign.NOBODY,
              Sign.ALL,
              Sign.ALWAYS,
              Sign.MANY,
              Sign.SOME,
              Sign.ONE,
              Sign.SOMETIMES,
              Sign.SMALL,
              Sign.OTHERS,
              Sign.IDIOM),
          EnumSet.of(Sign.SERVICE, Sign.FLOW, Sign.MAIN, Sign.PART, Sign.IDIOM),
          EnumSet.of(Sign.SOMETIMES, Sign.SEQUENCE));

  private static final Set<Sign> COUNTS =
      EnumSet.of(Sign.ALL, Sign.MANY, Sign.SOME, Sign.ONE, Sign.SOMETIMES, Sign.NOBODY);

  private static final List<String> STEP_WORDS =
      List.of("step ", "schritt ", "étape ", "paso ", "passo ", "stap ", "krok ", "手順");
  private static final int LONGEST_CELL = 4;
  private static final int FEWEST_CELLS = 3;
  private static final int FULL_LINE = 50;
  private static final int REACH = 6;
  private static final int AROUND = 24;
  private static final int LONGEST_SENTENCE = 200;
  private static final int MOST_LINES_OF_A_FAREWELL = 7;

  private final String zone;
  private final String text;
  private final Language language;
  private final int firstLine;
  private final List<Link> links = new ArrayList<>();
  private final List<Link> ownLinks = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final Tokens tokens = Tokens.none();
  private final int[] newlines;
  private List<Hit> hits = List.of();
  private int[] sentence = {};
  private int[] clause = {};
  private int[] firstOfSentence = {};
  private List<List<Mark>> marks = List.of();
  private boolean[] aside = {};

  /**
   * @param zone {@code body}, {@code subject}, {@code forwarded} or {@code quoted}
   * @param counted the range in which lines are counted; its start is in line 1
   */
  Passage(
      String zone,
      String text,
      List<Range> ranges,
      int counted,
      Language language,
      LinkFinder finder) {
    this.zone = zone;
    this.text = text;
    this.language = language;
    this.newlines = newlines(text);
    this.firstLine = lineAt(counted);
    int found = 0;
    for (Range range : ranges) {
      finder.find(text, range.start(), range.end(), links);
      if (range.own()) {
        ownLinks.addAll(links.subList(Math.min(found, links.size()), links.size()));
      }
      found = links.size();
    }
    for (Range range : ranges) {
      readLines(range);
    }
    hits = language.lexicon().scan(tokens, barriers());
    markAsides();
    readSentences();
    readMarks();
  }

  /**
   * Tokens that no phrase reaches across: the first of a line that begins a sentence, and the first
   * behind a comma or colon: "for our members, live, ..." does not say that members live.
   */
  private BitSet barriers() {
    BitSet barriers = new BitSet(tokens.size());
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).from() < lines.get(i).to() && lineEndsSentence(i)) {
        barriers.set(lines.get(i).from());
      }
    }
    for (int i = 1; i < tokens.size(); i++) {
      for (int at = tokens.end(i - 1); at < tokens.start(i); at++) {
        if (",;\u3001\uff0c".indexOf(text.charAt(at)) >= 0
            || text.charAt(at) == ':' && at + 1 < text.length() && text.charAt(at + 1) == ' ') {
          barriers.set(i);
        }
      }
    }
    return barriers;
  }

  private void readLines(Range range) {
    int at = range.start();
    int link = 0;
    while (at < range.end()) {
      int end = text.indexOf('\n', at);
      end = end < 0 || end > range.end() ? range.end() : end;
      int start = at;
      int stop = end;
      while (start < stop && isSpace(text.charAt(start))) {
        start++;
      }
      while (stop > start && isSpace(text.charAt(stop - 1))) {
        stop--;
      }
      while (link < links.size() && links.get(link).end() <= start) {
        link++;
      }
      int from = tokens.size();
      tokens.add(text, start, stop, links.subList(link, links.size()));
      lines.add(new Line(start, stop, range.own(), false, from, tokens.size()));
      at = end + 1;
    }
    lines.add(new Line(range.end(), range.end(), range.own(), false, tokens.size(), tokens.size()));
  }

  /** Marks transcripts, code and what stands under the farewell. */
  private void markAsides() {
    aside = new boolean[tokens.size()];
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
          boolean labels = nextIs(at.to(), ":\uff1a");
          speaks |= isSign(at, Sign.SPEAKER) && labels;
          header |= isSign(at, Sign.MAIL_HEADER) && labels;
          farewell |= isSign(at, Sign.CLOSING) && line.to() - at.to() <= 2;
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
    for (int i = 0; i < lines.size(); i++) {
      if (asideLine[i]) {
        Line line = lines.get(i);
        lines.set(i, new Line(line.start(), line.end(), line.own(), true, line.from(), line.to()));
        Arrays.fill(aside, line.from(), line.to(), true);
      }
    }
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

  private void readSentences() {
    int size = tokens.size();
    sentence = new int[size];
    clause = new int[size];
    boolean[] conjunction = new boolean[size];
    for (Hit hit : hits) {
      if (isSign(hit, Sign.CONJUNCTION)) {
        conjunction[hit.from()] = true;
      }
    }
    int sentences = 0;
    int clauses = 0;
    int line = 0;
    int[] firsts = new int[size];
    for (int i = 0; i < size; i++) {
      boolean ends = i == 0;
      boolean breaks = false;
      while (line < lines.size() && lines.get(line).to() <= i) {
        line++;
      }
      if (i > 0) {
        boolean newLine = lines.get(line).from() == i;
        ends =
            newLine && lineEndsSentence(line)
                || aside[i] != aside[i - 1]
                || i - firsts[sentences - 1] >= LONGEST_SENTENCE;
        for (int at = tokens.end(i - 1); at < tokens.start(i) && !ends; at++) {
          char c = text.charAt(at);
          ends = endsSentence(at) && !(newLineBefore(line, i) && isListItem(lines.get(line)));
          breaks |=
              ",;:()[]\u2013\u2014|\u3001\uff0c\uff08\uff09".indexOf(c) >= 0
                  || c == '-' && at > 0 && text.charAt(at - 1) == ' ';
        }
      }
      if (ends) {
        firsts[sentences] = i;
        sentences++;
        clauses++;
      } else if (breaks || conjunction[i]) {
        clauses++;
      }
      sentence[i] = sentences - 1;
      clause[i] = clauses - 1;
    }
    firstOfSentence = Arrays.copyOf(firsts, sentences + 1);
    firstOfSentence[sentences] = size;
  }

  /** Whether the token before is the first of the line: the number of a list item. */
  private boolean newLineBefore(int line, int token) {
    return lines.get(line).from() == token - 1;
  }

  private boolean endsSentence(int at) {
    char c = text.charAt(at);
    if ("\u3002\uff01\uff1f\u2022\u25cf".indexOf(c) >= 0) {
      return true;
    }
    return ".!?\u2026".indexOf(c) >= 0
        && (at + 1 == text.length() || " \n\t\"')\u201d*_".indexOf(text.charAt(at + 1)) >= 0);
  }

  /** A line break inside a paragraph of full lines ends no sentence. */
  private boolean lineEndsSentence(int line) {
    Line now = lines.get(line);
    Line before = lines.get(line - 1);
    return before.isBlank()
        || before.end() - before.start() < FULL_LINE
        || !now.own()
        || isListItem(now)
        || text.charAt(before.end() - 1) == ':'
        || before.to() > 0 && tokens.word(before.to() - 1).equals(Tokens.LINK);
  }

  private void readMarks() {
    marks = new ArrayList<>(sentenceCount());
    for (int i = 0; i < sentenceCount(); i++) {
      marks.add(List.of());
    }
    List<Hit> signs = new ArrayList<>();
    for (Hit hit : hits) {
      if (hit.kind() < language.signCount()) {
        signs.add(hit);
      }
    }
    int start = 0;
    while (start < signs.size()) {
      int number = sentence[signs.get(start).from()];
      int end = start;
      while (end < signs.size() && sentence[signs.get(end).from()] == number) {
        end++;
      }
      List<Hit> own = signs.subList(start, end);
      marks.set(number, withProportions(number, own, marksOf(withoutCovered(own))));
      start = end;
    }
  }

  private List<Mark> withProportions(int number, List<Hit> signs, List<Mark> found) {
    // "not one caller": what begins before says more.
    found.removeIf(mark -> found.stream().anyMatch(other -> leadsTo(other, mark)));
    List<Mark> shares =
        new Proportions(tokens, text, signs).marks(firstToken(number), endToken(number));
    // "every one of our 14 sites": the words before the number say more than the number.
    shares.removeIf(share -> found.stream().anyMatch(mark -> leadsTo(mark, share)));
    if (shares.isEmpty()) {
      return found;
    }
    List<Mark> all = new ArrayList<>(found);
    // "one in ten callers": the share says it, not "one".
    all.removeIf(
        mark ->
            (COUNTS.contains(mark.sign()) || VERBS.contains(mark.sign())) && isIn(mark, shares));
    all.addAll(shares);
    all.sort(Comparator.comparingInt(Mark::from));
    return all;
  }

  private static boolean leadsTo(Mark mark, Mark count) {
    return COUNTS.contains(mark.sign())
        && COUNTS.contains(count.sign())
        && mark.from() < count.from()
        && mark.to() > count.from();
  }

  private static boolean isIn(Mark mark, List<Mark> shares) {
    return shares.stream().anyMatch(share -> mark.from() < share.to() && share.from() < mark.to());
  }

  /** "nothing happens" hides "nothing" and "happens". */
  private List<Hit> withoutCovered(List<Hit> signs) {
    List<Hit> kept = new ArrayList<>(signs.size());
    for (int i = 0; i < signs.size(); i++) {
      Hit hit = signs.get(i);
      boolean covered = false;
      for (int k = Math.max(0, i - 12); k < Math.min(signs.size(), i + 12) && !covered; k++) {
        Hit other = signs.get(k);
        covered =
            other.from() <= hit.from()
                && other.to() >= hit.to()
                && other.to() - other.from() > hit.to() - hit.from()
                && hides(language.sign(other.kind()), language.sign(hit.kind()));
      }
      if (!covered) {
        kept.add(hit);
      }
    }
    return kept;
  }

  private static boolean hides(Sign longer, Sign shorter) {
    for (Set<Sign> group : GROUPS) {
      if (group.contains(longer) && group.contains(shorter)) {
        return true;
      }
    }
    return false;
  }

  private List<Mark> marksOf(List<Hit> signs) {
    List<Mark> found = new ArrayList<>(signs.size());
    for (int i = 0; i < signs.size(); i++) {
      Hit hit = signs.get(i);
      found.add(new Mark(language.sign(hit.kind()), hit.from(), hit.to(), isNegated(signs, i)));
    }
    return found;
  }

  private boolean isNegated(List<Hit> signs, int at) {
    Hit hit = signs.get(at);
    boolean turned = false;
    for (int i = at - 1; i >= 0 && hit.from() - signs.get(i).to() <= REACH; i--) {
      Hit other = signs.get(i);
      Sign sign = language.sign(other.kind());
      if (clause[other.from()] == clause[hit.from()]
          && other.to() <= hit.from()
          && (sign == Sign.NEGATION || sign == Sign.NOBODY)) {
        turned = true;
      }
    }
    Sign own = language.sign(hit.kind());
    boolean counts = own == Sign.ONE || own == Sign.SOME;
    for (int i = at + 1;
        i < signs.size() && !counts && signs.get(i).from() - hit.to() <= REACH * 2;
        i++) {
      Hit other = signs.get(i);
      if (VERBS.contains(language.sign(other.kind())) && other.from() >= hit.to()) {
        // "Quelques clients signalent que l'agent ne comprend pas": the nearer verb is denied.
        break;
      }
      if (clause[other.from()] == clause[hit.from()]
          && other.from() >= hit.to()
          && turnsBack(language.sign(other.kind()), language.sign(hit.kind()))) {
        turned = true;
      }
    }
    return turned;
  }

  /** "nimmt nicht ab"; "takes no calls". */
  private static boolean turnsBack(Sign behind, Sign sign) {
    boolean ability = sign == Sign.WORKS || sign == Sign.DOES || sign == Sign.ANSWERS;
    return behind == Sign.NEGATION_AFTER || behind == Sign.NOBODY && ability;
  }

  private boolean isSign(Hit hit, Sign sign) {
    return hit.kind() == sign.ordinal();
  }

  String zone() {
    return zone;
  }

  String text() {
    return text;
  }

  Language language() {
    return language;
  }

  Tokens tokens() {
    return tokens;
  }

  List<Hit> hits() {
    return hits;
  }

  /** The phrases around one: those that may touch it or share its clause. */
  List<Hit> near(Hit hit) {
    int low = 0;
    int high = hits.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (hits.get(middle).from() < hit.from()) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return hits.subList(Math.max(0, low - AROUND), Math.min(hits.size(), low + AROUND));
  }

  List<Link> links() {
    return links;
  }

  /** The links of the zone itself, without those of the lines that only give context. */
  List<Link> ownLinks() {
    return ownLinks;
  }

  List<Line> lines() {
    return lines;
  }

  /** The number of the line a token stands in. */
  int lineOf(int token) {
    int low = 0;
    int high = lines.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (lines.get(middle).to() <= token) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  int sentenceCount() {
    return firstOfSentence.length == 0 ? 0 : firstOfSentence.length - 1;
  }

  /** The number of the sentence a token stands in. */
  int sentenceOf(int token) {
    return sentence[token];
  }

  /** The number of the clause a token stands in; clauses of one sentence follow each other. */
  int clauseOf(int token) {
    return clause[token];
  }

  int firstToken(int sentence) {
    return firstOfSentence[sentence];
  }

  int endToken(int sentence) {
    return firstOfSentence[sentence + 1];
  }

  /** Whether a token stands in a transcript, in code or under the farewell. */
  boolean isAside(int token) {
    return aside[token];
  }

  List<Mark> marks(int sentence) {
    return marks.get(sentence);
  }

  /** The words between two tokens with the punctuation that ends them. */
  String words(int from, int to) {
    int end = tokens.end(to - 1);
    if (text.startsWith(" \u00bb", end)) {
      // French sets a space before its closing mark.
      end += 2;
    }
    while (end < text.length()
        && ".!?\u2026)\u3002\"\u201c\u201d\u2019\u00bb>".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return text.substring(tokens.start(from), end);
  }

  /** The words of a sentence. */
  String words(int sentence) {
    return words(firstToken(sentence), endToken(sentence));
  }

  /** Whether a sentence ends in a question mark. */
  boolean isQuestion(int sentence) {
    int at = tokens.end(endToken(sentence) - 1);
    while (at < text.length() && " \"')\u201d*_".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() && "?\uff1f".indexOf(text.charAt(at)) >= 0;
  }

  /** The zone and line of a position, in words. */
  String where(int position) {
    return zone.equals("subject") ? zone : zone + " line " + (lineAt(position) - firstLine + 1);
  }

  /**
   * Whether the first character behind a token, spaces and closing marks apart, is one of these.
   */
  boolean nextIs(int tokenAfter, String characters) {
    int at = tokens.end(tokenAfter - 1);
    while (at < text.length() && "*_`\"' \t)\u00a0".indexOf(text.charAt(at)) >= 0) {
      if (characters.indexOf(text.charAt(at)) >= 0) {
        return true;
      }
      at++;
    }
    return at < text.length() && characters.indexOf(text.charAt(at)) >= 0;
  }

  /** Whether a line may go on with the one before: that is full, or this one is set in. */
  boolean goesOn(int line) {
    Line now = lines.get(line);
    Line before = lines.get(line - 1);
    boolean setIn = now.start() > 0 && isSpace(text.charAt(now.start() - 1));
    return setIn || before.end() - before.start() >= FULL_LINE;
  }

  /** Whether a line begins like an item of a list. */
  boolean isListItem(Line line) {
    return itemStart(line) > line.start();
  }

  /** Where the words of an item begin; the start of the line when it is none. */
  int itemStart(Line line) {
    int at = line.start();
    int end = line.end();
    if (at >= end) {
      return at;
    }
    char c = text.charAt(at);
    if ("-*\u2022\u25cf\u25e6\u2023\u00b7\u2013\u2014+>\u30fb\u25aa\u25ab\u2192\u2610\u2611"
            .indexOf(c)
        >= 0) {
      int next = at + 1;
      boolean spaced = next < end && isSpace(text.charAt(next)) || c == '\u30fb' || c == '\u2022';
      if (!spaced) {
        return line.start();
      }
      while (next < end && isSpace(text.charAt(next))) {
        next++;
      }
      return next;
    }
    int digits = afterStep(at, end);
    int numbers = digits;
    while (digits < end && digits - numbers < 2 && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    if (digits == numbers && isCircled(c)) {
      return skipSpaces(at + 1, end);
    }
    if (digits == numbers && Character.isLetter(c) && at + 2 < end && text.charAt(at + 1) == ')') {
      return skipSpaces(at + 2, end);
    }
    if (digits == numbers) {
      return line.start();
    }
    int next = skipSpaces(digits, end);
    if (next < end && ".):-\uff0e\uff09\u3001/".indexOf(text.charAt(next)) >= 0) {
      int words = next + 1;
      boolean glued = words < end && Character.isDigit(text.charAt(words));
      return glued ? line.start() : skipSpaces(words, end);
    }
    return line.start();
  }

  /** "Step 1:", "Schritt 1." are numbered items too. */
  private int afterStep(int at, int end) {
    for (String word : STEP_WORDS) {
      if (text.regionMatches(true, at, word, 0, word.length()) && at + word.length() < end) {
        return at + word.length();
      }
    }
    return at;
  }

  private static boolean isCircled(char c) {
    return c >= '\u2460' && c <= '\u2473';
  }

  private int skipSpaces(int at, int end) {
    while (at < end && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\u00a0' || c == '\u3000';
  }

  private static int[] newlines(String text) {
    int[] found = new int[16];
    int count = 0;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      if (count == found.length) {
        found = Arrays.copyOf(found, count * 2);
      }
      found[count++] = at;
    }
    return Arrays.copyOf(found, count);
  }

  private int lineAt(int position) {
    int found = Arrays.binarySearch(newlines, position);
    return (found >= 0 ? found : -found - 1) + 1;
  }
}
