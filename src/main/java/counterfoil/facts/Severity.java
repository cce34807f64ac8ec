package counterfoil.facts;

import counterfoil.facts.Voice.Read;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Infers how severe a matter is from what the author tells, by composition: how many are hit, what
 * is hit, how badly, and whether the rest works. Levels are 0 (the service is gone) to 3 (a detail
 * or a request).
 */
final class Severity {

  private static final int LONGEST_EVIDENCE = 300;
  private static final int GONE = 0;
  private static final int HIGH = 1;
  private static final int MEDIUM = 2;
  private static final int LOW = 3;
  private static final int UNKNOWN = 9;

  /** What the whole text adds to each of its sentences. */
  private record Setting(
      boolean main,
      boolean small,
      boolean partial,
      boolean lessened,
      boolean everyone,
      boolean rarely) {}

  /**
   * A level and the sentence that decided it.
   *
   * @param level 0 to 3
   * @param fact its evidence and place; the value is empty
   */
  record Verdict(int level, Fact fact) {}

  private Severity() {}

  /** The verdict; nothing when the text does not say how many or how badly. */
  static Optional<Verdict> of(Voice voice) {
    Optional<Verdict> body = best(voice, voice.bodies());
    if (body.isPresent()) {
      return body;
    }
    List<Read> subject =
        voice.passages().stream().filter(read -> read.passage().zone().equals("subject")).toList();
    return best(voice, subject);
  }

  private static Optional<Verdict> best(Voice voice, List<Read> reads) {
    Setting setting = setting(voice);
    int best = UNKNOWN;
    Passage passage = null;
    int sentence = -1;
    boolean trouble = false;
    for (Read read : reads) {
      for (int i = 0; i < read.passage().sentenceCount(); i++) {
        if (read.passage().isAside(read.passage().firstToken(i))) {
          continue;
        }
        Set<Sign> signs = signs(read.passage(), i);
        trouble |= isTrouble(signs);
        int level = level(signs, setting);
        if (level == UNKNOWN && !voice.reply() && isRequest(read.passage(), i, signs)) {
          level = LOW;
        }
        if (level < best && (level != LOW || best == UNKNOWN)) {
          best = level;
          passage = read.passage();
          sentence = i;
        }
      }
    }
    if (best == UNKNOWN && setting.lessened() && trouble || best == MEDIUM && setting.lessened()) {
      for (Read read : reads) {
        for (int i = 0; i < read.passage().sentenceCount() && best != LOW; i++) {
          if (signs(read.passage(), i).contains(Sign.LESSENED)) {
            best = LOW;
            passage = read.passage();
            sentence = i;
          }
        }
      }
    }
    if (passage == null) {
      return Optional.empty();
    }
    String words = passage.words(sentence);
    Fact fact =
        new Fact(
            "",
            words.length() <= LONGEST_EVIDENCE ? words : words.substring(0, LONGEST_EVIDENCE),
            passage.where(passage.tokens().start(passage.firstToken(sentence))),
            Fact.Source.INFERRED);
    return Optional.of(new Verdict(best, fact));
  }

  private static Setting setting(Voice voice) {
    boolean main = false;
    boolean small = false;
    boolean partial = false;
    boolean lessened = false;
    boolean everyone = false;
    boolean rarely = false;
    for (Read read : voice.passages()) {
      for (int i = 0; i < read.passage().sentenceCount(); i++) {
        if (read.passage().isAside(read.passage().firstToken(i))) {
          continue;
        }
        Set<Sign> signs = signs(read.passage(), i);
        main |= signs.contains(Sign.MAIN);
        small |= signs.contains(Sign.SMALL);
        lessened |= signs.contains(Sign.LESSENED);
        partial |= signs.contains(Sign.OTHERS) && signs.contains(Sign.WORKS);
        // "It happens on every call": the scope of what was told before.
        boolean adds = signs.contains(Sign.OCCURS) && !isTrouble(signs);
        everyone |= adds && (signs.contains(Sign.ALL) || signs.contains(Sign.ALWAYS));
        rarely |= adds && (signs.contains(Sign.SOMETIMES) || signs.contains(Sign.SOME));
      }
    }
    return new Setting(main, small, partial, lessened, everyone, rarely);
  }

  /** The signs of a sentence, with what negation makes of them. */
  private static Set<Sign> signs(Passage passage, int sentence) {
    Set<Sign> signs = EnumSet.noneOf(Sign.class);
    for (Mark mark : passage.marks(sentence)) {
      switch (mark.sign()) {
        case DOWN, FAILS, WRONG, COSMETIC -> {
          if (!mark.negated()) {
            signs.add(mark.sign());
          }
        }
        case WORKS -> signs.add(mark.negated() ? Sign.FAILS : Sign.WORKS);
        case DOES -> {
          if (mark.negated()) {
            signs.add(Sign.FAILS);
          }
        }
        case ANSWERS -> {
          if (mark.negated()) {
            signs.add(Sign.DOWN);
          }
        }
        case NOBODY -> {
          signs.add(Sign.NOBODY);
          signs.add(Sign.ALL);
        }
        default -> signs.add(mark.sign());
      }
    }
    return signs;
  }

  private static boolean isTrouble(Set<Sign> signs) {
    return signs.contains(Sign.DOWN)
        || signs.contains(Sign.FAILS)
        || signs.contains(Sign.WRONG)
        || signs.contains(Sign.COSMETIC);
  }

  private static int level(Set<Sign> signs, Setting setting) {
    if (!isTrouble(signs)) {
      return UNKNOWN;
    }
    boolean few =
        signs.contains(Sign.SOME)
            || signs.contains(Sign.ONE)
            || signs.contains(Sign.SOMETIMES)
            || signs.contains(Sign.SMALL)
            || setting.small()
            || setting.rarely();
    boolean all =
        signs.contains(Sign.ALL)
            || signs.contains(Sign.ALWAYS)
            || signs.contains(Sign.MANY)
            || setting.everyone();
    boolean main = signs.contains(Sign.MAIN) || setting.main();
    boolean flow = signs.contains(Sign.FLOW);
    boolean part = signs.contains(Sign.PART) && !signs.contains(Sign.SERVICE);
    if (signs.contains(Sign.COSMETIC) && !signs.contains(Sign.DOWN)) {
      return LOW;
    }
    if (few
        && !(all
            && !signs.contains(Sign.ONE)
            && !signs.contains(Sign.SMALL)
            && !setting.small()
            && !signs.contains(Sign.SOMETIMES)
            && !signs.contains(Sign.SOME))) {
      return MEDIUM;
    }
    if (signs.contains(Sign.DOWN)) {
      if (flow || setting.partial()) {
        return HIGH;
      }
      return GONE;
    }
    if (signs.contains(Sign.FAILS)) {
      if (flow || main) {
        return all || main ? HIGH : UNKNOWN;
      }
      if (part) {
        return all ? MEDIUM : UNKNOWN;
      }
      if (all) {
        return signs.contains(Sign.SERVICE) && !setting.partial() ? GONE : HIGH;
      }
      return UNKNOWN;
    }
    // A wrong answer.
    if (main && all || flow && all) {
      return HIGH;
    }
    return all ? MEDIUM : UNKNOWN;
  }

  /** Something is asked for and nothing is broken. */
  private static boolean isRequest(Passage passage, int sentence, Set<Sign> signs) {
    if (isTrouble(signs) || signs.contains(Sign.COURTESY)) {
      return false;
    }
    boolean asks = signs.contains(Sign.ASKS) && signs.contains(Sign.PROVIDES);
    boolean question = signs.contains(Sign.QUESTION) && passage.words(sentence).contains("?");
    return signs.contains(Sign.REQUEST) || asks || question;
  }
}
