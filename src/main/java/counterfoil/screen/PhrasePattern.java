package counterfoil.screen;

import counterfoil.screen.ShortText.Break;
import counterfoil.screen.ShortText.Word;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A phrase with choices: {@code thank you (very|so) much (indeed|)} is four phrases, {@code <help>}
 * stands for any phrase of the list of that name. Nothing repeats, so each is of bounded length.
 */
final class PhrasePattern {

  /** A piece of a phrase: where it may end, by where it may begin. */
  private interface Piece {
    BitSet ends(List<Word> words, BitSet starts, int phraseStart);

    /** Words by which it may begin. */
    Set<String> firsts();

    /** Whether it may be left out. */
    boolean isOptional();
  }

  private record Literal(String text) implements Piece {
    @Override
    public BitSet ends(List<Word> words, BitSet starts, int phraseStart) {
      BitSet ends = new BitSet();
      for (int at = starts.nextSetBit(0); at >= 0; at = starts.nextSetBit(at + 1)) {
        if (at < words.size() && words.get(at).text().equals(text)) {
          // A line may be folded inside a phrase; a comma or a full stop ends it.
          boolean isJoined = words.get(at).breakBefore().compareTo(Break.LINE) <= 0;
          if (at == phraseStart || isJoined) {
            ends.set(at + 1);
          }
        }
      }
      return ends;
    }

    @Override
    public Set<String> firsts() {
      return Set.of(text);
    }

    @Override
    public boolean isOptional() {
      return false;
    }
  }

  private record Row(List<Piece> pieces) implements Piece {
    @Override
    public BitSet ends(List<Word> words, BitSet starts, int phraseStart) {
      BitSet at = starts;
      for (Piece piece : pieces) {
        at = at.isEmpty() ? at : piece.ends(words, at, phraseStart);
      }
      return at;
    }

    @Override
    public Set<String> firsts() {
      Set<String> firsts = new HashSet<>();
      for (Piece piece : pieces) {
        firsts.addAll(piece.firsts());
        if (!piece.isOptional()) {
          break;
        }
      }
      return firsts;
    }

    @Override
    public boolean isOptional() {
      return pieces.stream().allMatch(Piece::isOptional);
    }
  }

  private record Choice(List<Piece> pieces) implements Piece {
    @Override
    public BitSet ends(List<Word> words, BitSet starts, int phraseStart) {
      BitSet ends = new BitSet();
      pieces.forEach(piece -> ends.or(piece.ends(words, starts, phraseStart)));
      return ends;
    }

    @Override
    public Set<String> firsts() {
      Set<String> firsts = new HashSet<>();
      pieces.forEach(piece -> firsts.addAll(piece.firsts()));
      return firsts;
    }

    @Override
    public boolean isOptional() {
      return pieces.stream().anyMatch(Piece::isOptional);
    }
  }

  private final Piece whole;

  private PhrasePattern(Piece whole) {
    this.whole = whole;
  }

  /**
   * Reads a pattern.
   *
   * @param lists the patterns of each list that it may name
   */
  static PhrasePattern of(String pattern, Map<String, List<String>> lists) {
    Reading reading = new Reading(pattern, lists, 0);
    Piece whole = reading.choice();
    if (reading.at < pattern.length() || whole.isOptional()) {
      throw new IllegalStateException("\"" + pattern + "\" is no phrase");
    }
    return new PhrasePattern(whole);
  }

  /** Words by which it may begin. */
  Set<String> firsts() {
    return whole.firsts();
  }

  /** Behind which words it ends, when it begins here. */
  BitSet ends(List<Word> words, int from) {
    BitSet start = new BitSet();
    start.set(from);
    return whole.ends(words, start, from);
  }

  /** One pattern being read. */
  private static final class Reading {

    private static final int DEEPEST = 5;

    private final String pattern;
    private final Map<String, List<String>> lists;
    private final int depth;
    private int at;

    Reading(String pattern, Map<String, List<String>> lists, int depth) {
      this.pattern = pattern;
      this.lists = lists;
      this.depth = depth;
      if (depth > DEEPEST) {
        throw new IllegalStateException("\"" + pattern + "\": lists name each other");
      }
    }

    Piece choice() {
      List<Piece> rows = new ArrayList<>();
      rows.add(row());
      while (at < pattern.length() && pattern.charAt(at) == '|') {
        at++;
        rows.add(row());
      }
      return rows.size() == 1 ? rows.get(0) : new Choice(rows);
    }

    private Piece row() {
      List<Piece> pieces = new ArrayList<>();
      while (at < pattern.length() && "|)".indexOf(pattern.charAt(at)) < 0) {
        char c = pattern.charAt(at);
        if (c == '(') {
          at++;
          pieces.add(choice());
          expect(')');
        } else if (c == '<') {
          int end = Math.max(at, pattern.indexOf('>', at));
          pieces.add(list(pattern.substring(at + 1, end)));
          at = end;
          expect('>');
        } else {
          pieces.addAll(literals());
        }
      }
      return new Row(pieces);
    }

    private List<Piece> literals() {
      int start = at;
      while (at < pattern.length() && "|()<".indexOf(pattern.charAt(at)) < 0) {
        at++;
      }
      String words = pattern.substring(start, at);
      Row row = row(words);
      // Keyboards without umlauts.
      Row spelt = row(words.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"));
      return row.equals(spelt) ? row.pieces() : List.of(new Choice(List.of(row, spelt)));
    }

    private static Row row(String words) {
      return new Row(
          ShortText.of(words).words().stream()
              .map(word -> (Piece) new Literal(word.text()))
              .toList());
    }

    private Piece list(String name) {
      List<String> phrases = lists.get(name);
      if (phrases == null) {
        throw new IllegalStateException("\"" + pattern + "\": no list " + name);
      }
      List<Piece> pieces = new ArrayList<>();
      for (String phrase : phrases) {
        pieces.add(new Reading(phrase, lists, depth + 1).choice());
      }
      return new Choice(pieces);
    }

    private void expect(char c) {
      if (at >= pattern.length() || pattern.charAt(at) != c) {
        throw new IllegalStateException("\"" + pattern + "\": " + c + " is missing");
      }
      at++;
    }
  }
}
