package counterfoil.web;

import java.util.Optional;

/**
 * A text in which words are looked for as people see them: line breaks, white space of any length
 * and the signs before quoted lines make no difference. Each search is linear in the length of the
 * text, whatever both are made of.
 */
final class WordSearch {

  /**
   * Where words stand.
   *
   * @param start first character of the text
   * @param end after the last character
   */
  record Found(int start, int end) {}

  private final String text;
  private final char[] folded;
  private final int[] positions;
  private int size;

  WordSearch(String text) {
    this.text = text;
    this.folded = new char[text.length()];
    this.positions = new int[text.length()];
    fold();
  }

  private void fold() {
    boolean isLineStart = true;
    boolean isGap = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isSpace = isSpace(c);
      if (isSpace || isLineStart && c == '>') {
        isGap = true;
        isLineStart |= c == '\n';
      } else {
        if (isGap && size > 0) {
          add(' ', i - 1);
        }
        add(c, i);
        isGap = false;
        isLineStart = false;
      }
    }
  }

  private void add(char c, int position) {
    folded[size] = c;
    positions[size++] = position;
  }

  private static boolean isSpace(char c) {
    return c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** How many characters a search looks at. */
  int size() {
    return size;
  }

  /**
   * Finds words where they stand as whole words, if they do, and there nearest to a line.
   *
   * @param line counted from 1
   */
  Optional<Found> nearest(String words, int line) {
    WordSearch wanted = new WordSearch(words);
    return wanted.size == 0 || wanted.size > size
        ? Optional.empty()
        : nearest(wanted, line).map(this::withWholeCharacters);
  }

  /** By Knuth, Morris and Pratt: no character of the text is looked at again. */
  private Optional<Found> nearest(WordSearch wanted, int line) {
    int[] borders = wanted.borders();
    Optional<Found> best = Optional.empty();
    long bestRank = Long.MAX_VALUE;
    int matched = 0;
    int lines = 1;
    int counted = 0;
    for (int i = 0; i < size; i++) {
      while (matched > 0 && folded[i] != wanted.folded[matched]) {
        matched = borders[matched - 1];
      }
      matched += folded[i] == wanted.folded[matched] ? 1 : 0;
      if (matched == wanted.size) {
        int first = i - matched + 1;
        for (; counted < positions[first]; counted++) {
          lines += text.charAt(counted) == '\n' ? 1 : 0;
        }
        long rank =
            Math.abs((long) lines - line) + (isWhole(first, i) ? 0 : (long) Integer.MAX_VALUE);
        if (rank < bestRank) {
          bestRank = rank;
          best = Optional.of(new Found(positions[first], positions[i] + 1));
        }
        matched = borders[matched - 1];
      }
    }
    return best;
  }

  /** For each beginning of the words: how much of it is also its end. */
  private int[] borders() {
    int[] borders = new int[size];
    int border = 0;
    for (int i = 1; i < size; i++) {
      while (border > 0 && folded[i] != folded[border]) {
        border = borders[border - 1];
      }
      border += folded[i] == folded[border] ? 1 : 0;
      borders[i] = border;
    }
    return borders;
  }

  private boolean isWhole(int first, int last) {
    boolean begins = first == 0 || !isWord(folded[first - 1]) || !isWord(folded[first]);
    boolean ends = last + 1 == size || !isWord(folded[last + 1]) || !isWord(folded[last]);
    return begins && ends;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c);
  }

  /** What was cut to a length may have been cut within a character of two halves. */
  private Found withWholeCharacters(Found found) {
    int start = found.start();
    int end = found.end();
    if (start > 0 && Character.isSurrogatePair(text.charAt(start - 1), text.charAt(start))) {
      start--;
    }
    if (end < text.length() && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end))) {
      end++;
    }
    return new Found(start, end);
  }
}
