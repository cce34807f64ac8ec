package counterfoil.facts;

import counterfoil.facts.Lexicon.Hit;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads how many are hit where it is said in numbers: "0 of 311", "one call in fifty", "2 % of the
 * calls", "six callers". What comes out is a sign like those of words.
 */
final class Proportions {

  private static final int[] WORDS = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 20, 30, 40, 50, 100, 1000
  };

  private static final int NEAR = 3;
  private static final int LONGEST_NUMBER = 9;
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2100;

  /** From this share on it is as good as all, and from the next on a great part. */
  private static final double NEARLY_ALL = 0.85;

  private static final double GREAT_PART = 0.3;

  /** So many calls are no longer a few. */
  private static final int LONGEST_FEW = 30;

  private final Tokens tokens;
  private final String text;
  private final List<Hit> signs;

  /**
   * @param signs the signs of one sentence, in order
   */
  Proportions(Tokens tokens, String text, List<Hit> signs) {
    this.tokens = tokens;
    this.text = text;
    this.signs = signs;
  }

  /** A number in the text; a share is in percent of whatever follows. */
  private record Number(long value, int from, int to, boolean percent) {}

  /**
   * What the numbers of the sentence say.
   *
   * @param from its first token
   * @param to after its last token
   */
  List<Mark> marks(int from, int to) {
    List<Number> numbers = numbers(from, to);
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      Number one = numbers.get(i);
      Number whole = i + 1 < numbers.size() ? numbers.get(i + 1) : null;
      if (one.percent()) {
        if (startsWithin(Sign.OF, one.to(), one.to() + 1)) {
          marks.add(share(one.value() / 100.0, one.from(), one.to()));
        }
      } else if (whole != null && isPart(one, whole)) {
        marks.add(share((double) one.value() / whole.value(), one.from(), whole.to()));
        i++;
      } else if (startsWithin(Sign.COUNTED, one.to(), one.to() + NEAR) && one.value() > 0) {
        marks.add(new Mark(count(one.value()), one.from(), one.to(), false));
      }
    }
    return marks;
  }

  private static Sign count(long value) {
    if (value == 1) {
      return Sign.ONE;
    }
    return value <= LONGEST_FEW ? Sign.SOME : Sign.MANY;
  }

  private static Mark share(double share, int from, int to) {
    if (share == 0) {
      // "0 of 311 were put through" turns around what follows, so only the number is taken.
      return new Mark(Sign.NOBODY, from, from + 1, false);
    }
    Sign sign = share >= NEARLY_ALL ? Sign.ALL : share >= GREAT_PART ? Sign.MANY : Sign.SOME;
    return new Mark(sign, from, to, false);
  }

  /** "12 of 40", "0 successful out of 311", "one call in fifty"; "3 in 2024" is none. */
  private boolean isPart(Number one, Number whole) {
    boolean year = whole.value() >= FIRST_YEAR && whole.value() <= LAST_YEAR;
    if (whole.percent() || whole.value() < Math.max(2, one.value()) || year) {
      return false;
    }
    for (Hit hit : signs) {
      if (hit.kind() == Sign.OF.ordinal()
          && hit.from() >= one.to()
          && hit.from() <= one.to() + NEAR
          && whole.from() >= hit.to()
          && whole.from() <= hit.to() + NEAR) {
        return true;
      }
    }
    return false;
  }

  private boolean startsWithin(Sign sign, int from, int to) {
    for (Hit hit : signs) {
      if (hit.kind() == sign.ordinal() && hit.from() >= from && hit.from() < to) {
        return true;
      }
    }
    return false;
  }

  private List<Number> numbers(int from, int to) {
    List<Number> numbers = new ArrayList<>();
    int sign = 0;
    for (int i = from; i < to; i++) {
      while (sign < signs.size() && signs.get(sign).from() < i) {
        sign++;
      }
      if (isDigits(tokens.word(i))) {
        int end = endOfNumber(i, to);
        // "v2", "09:14" and "2026-11-28" count nothing.
        if (!isPartOfCode(i, end)) {
          numbers.add(number(value(i, end), i, end));
        }
        i = end - 1;
      } else {
        for (int k = sign; k < signs.size() && signs.get(k).from() == i; k++) {
          Hit hit = signs.get(k);
          if (hit.kind() == Sign.NUMBER.ordinal() && hit.value() < WORDS.length) {
            numbers.add(number(WORDS[hit.value()], i, hit.to()));
          }
        }
      }
    }
    return numbers;
  }

  private static boolean isDigits(String word) {
    return word.length() <= LONGEST_NUMBER && word.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** "1,200" and "1 200" written with a narrow space are one number; "2.5" counts as 2. */
  private int endOfNumber(int first, int to) {
    int end = first + 1;
    while (end < to
        && end - first < NEAR
        && isDigits(tokens.word(end))
        && tokens.start(end) - tokens.end(end - 1) == 1
        && ".,'\u2019\u202f\u00a0".indexOf(text.charAt(tokens.end(end - 1))) >= 0) {
      end++;
    }
    return end;
  }

  private long value(int from, int end) {
    StringBuilder digits = new StringBuilder(tokens.word(from));
    for (int i = from + 1; i < end && tokens.word(i).length() == 3; i++) {
      digits.append(tokens.word(i));
    }
    return Long.parseLong(digits.substring(0, Math.min(digits.length(), 2 * LONGEST_NUMBER)));
  }

  private boolean isPartOfCode(int from, int end) {
    int before = tokens.start(from) - 1;
    int after = tokens.end(end - 1);
    return before >= 0 && "-:/#_.\u00a3$\u20ac".indexOf(text.charAt(before)) >= 0
        || after + 1 < text.length()
            && "-:/_".indexOf(text.charAt(after)) >= 0
            && Character.isLetterOrDigit(text.charAt(after + 1));
  }

  /** A number with the sign or the word that makes it a share: "40 %", "forty percent". */
  private Number number(long value, int from, int end) {
    for (Hit hit : signs) {
      if (hit.kind() == Sign.PERCENT.ordinal() && hit.from() == end) {
        return new Number(value, from, hit.to(), true);
      }
    }
    int at = tokens.end(end - 1);
    if (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\u00a0')) {
      at++;
    }
    return new Number(value, from, end, at < text.length() && text.charAt(at) == '%');
  }
}
