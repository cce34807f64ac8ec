package counterfoil.facts;

import counterfoil.facts.Lexicon.Hit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

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

  private static final int FULL_LINE = 50;
  private static final int AROUND = 24;
  private static final int LONGEST_SENTENCE = 200;

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
    hits = language.scan(tokens, barriers());
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

  /** Marks the lines, and the words in them, that say nothing about the matter. */
  private void markAsides() {
    aside = new boolean[tokens.size()];
    boolean[] asideLine = new Asides(this).find();
    for (int i = 0; i < lines.size(); i++) {
      if (asideLine[i]) {
        Line line = lines.get(i);
        lines.set(i, new Line(line.start(), line.end(), line.own(), true, line.from(), line.to()));
        Arrays.fill(aside, line.from(), line.to(), true);
      }
    }
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
    SentenceSigns reader = new SentenceSigns(tokens, text, language, clause);
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
      marks.set(
          number, reader.marks(signs.subList(start, end), firstToken(number), endToken(number)));
      start = end;
    }
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

  int itemStart(Line line) {
    return ListItems.start(text, line);
  }

  static boolean isSpace(char c) {
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
