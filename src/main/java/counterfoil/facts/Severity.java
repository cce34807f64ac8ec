package counterfoil.facts;

import counterfoil.facts.Voice.Read;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Infers how severe a matter is from what the author tells, by composition: how many are hit, what
 * is hit, how badly, and whether the rest works. Levels are 0 (the service is gone), 1 (a major
 * part fails), 2 (a part or a few are hit) and 3 (a detail or a request).
 *
 * <p>A sentence is judged by its clauses: what a clause says is in order does not count as trouble,
 * and its "everything" is not the trouble's scope. What the neighbouring sentences add ("This is
 * our most important queue.", "No rush.") counts for it.
 */
final class Severity {

  private static final int LONGEST_EVIDENCE = 300;
  private static final int MOST_REASONS = 12;

  /** The signs that levels are made of. */
  private static final Set<Sign> TELLING = EnumSet.range(Sign.WORKS, Sign.REQUEST);

  private static final int GONE = 0;
  private static final int HIGH = 1;
  private static final int MEDIUM = 2;
  private static final int LOW = 3;
  private static final int UNKNOWN = 9;

  /**
   * A level and the sentence that decided it.
   *
   * @param level 0 to 3
   * @param fact its evidence and place; the value is empty
   * @param why the signs that decided, each with its words
   */
  record Verdict(int level, Fact fact, String why) {}

  /** A sentence by its signs: all of them, and those of the clauses that tell of trouble. */
  private record Sentence(Passage passage, int number, Set<Sign> signs, Set<Sign> core) {

    boolean has(Sign sign) {
      return signs.contains(sign);
    }

    boolean isTrouble() {
      return has(Sign.DOWN) || has(Sign.FAILS) || has(Sign.WRONG) || has(Sign.COSMETIC);
    }
  }

  private final List<Sentence> sentences = new ArrayList<>();
  private final boolean reply;
  private boolean partial;
  private boolean othersFine;

  private Severity(List<Read> reads, boolean reply) {
    this.reply = reply;
    for (Read read : reads) {
      Passage passage = read.passage();
      for (int i = 0; i < passage.sentenceCount(); i++) {
        int first = passage.firstToken(i);
        if (!passage.isAside(first) && !read.isElsewhere(first)) {
          sentences.add(sentence(passage, i));
        }
      }
    }
  }

  /** The verdict; nothing when the text does not say how many or how badly. */
  static Optional<Verdict> of(Voice voice) {
    Optional<Verdict> body = new Severity(voice.bodies(), voice.reply()).verdict();
    if (body.isPresent() || voice.reply()) {
      // The subject of a reply is history: it tells of the mail that is answered.
      return body;
    }
    List<Read> subject =
        voice.passages().stream().filter(read -> read.passage().zone().equals("subject")).toList();
    return new Severity(subject, voice.reply()).verdict();
  }

  private Sentence sentence(Passage passage, int number) {
    Set<Sign> signs = EnumSet.noneOf(Sign.class);
    Set<Sign> core = EnumSet.noneOf(Sign.class);
    List<Mark> marks = passage.marks(number);
    int from = 0;
    while (from < marks.size()) {
      int clause = passage.clauseOf(marks.get(from).from());
      int to = from;
      boolean trouble = false;
      boolean fine = false;
      boolean others = false;
      while (to < marks.size() && passage.clauseOf(marks.get(to).from()) == clause) {
        Mark mark = marks.get(to++);
        trouble |= mark.isTrouble() && mark.sign() != Sign.OCCURS;
        fine |= mark.isFine();
        others |= mark.sign() == Sign.OTHERS;
      }
      othersFine |= fine && !trouble;
      partial |= fine && others && !trouble;
      if (!fine || trouble) {
        Set<Sign> own = signs(marks.subList(from, to));
        signs.addAll(own);
        if (trouble) {
          core.addAll(own);
        }
      }
      from = to;
    }
    return new Sentence(passage, number, signs, core);
  }

  /** The signs of a clause, with what negation makes of them. */
  private static Set<Sign> signs(List<Mark> clause) {
    Set<Sign> signs = EnumSet.noneOf(Sign.class);
    boolean silent = false;
    for (Mark mark : clause) {
      switch (mark.sign()) {
        case DOWN, FAILS, WRONG, COSMETIC -> {
          if (!mark.negated()) {
            signs.add(mark.sign());
          }
        }
        case WORKS, DOES -> {
          if (mark.negated()) {
            signs.add(Sign.FAILS);
          }
        }
        case ANSWERS -> silent |= mark.negated();
        case NOBODY -> {
          signs.add(Sign.NOBODY);
          signs.add(Sign.ALL);
        }
        case ONE, SOME -> signs.add(mark.negated() ? Sign.ALL : mark.sign());
        default -> signs.add(mark.sign());
      }
    }
    if (silent) {
      // Not to answer a question is a fault of that part; not to answer is an outage.
      signs.add(signs.contains(Sign.PART) || signs.contains(Sign.FLOW) ? Sign.FAILS : Sign.DOWN);
    }
    return signs;
  }

  private Optional<Verdict> verdict() {
    boolean trouble = sentences.stream().anyMatch(Sentence::isTrouble);
    int best = UNKNOWN;
    int decides = -1;
    for (int i = 0; i < sentences.size(); i++) {
      int level = level(i);
      if (level == UNKNOWN && !trouble && !reply && isRequest(sentences.get(i))) {
        level = LOW;
      }
      // A detail decides only when nothing graver is told, not even of unknown size.
      if (level < best) {
        best = level;
        decides = i;
      }
    }
    if (decides < 0) {
      return Optional.empty();
    }
    Sentence sentence = sentences.get(decides);
    String words = sentence.passage().words(sentence.number());
    int start = sentence.passage().tokens().start(sentence.passage().firstToken(sentence.number()));
    return Optional.of(
        new Verdict(
            best,
            new Fact(
                "",
                words.substring(0, Math.min(words.length(), LONGEST_EVIDENCE)),
                sentence.passage().where(start),
                Fact.Source.INFERRED),
            why(sentence)));
  }

  /** {@code "every caller" (all) + "dropped" (down)}. */
  private static String why(Sentence sentence) {
    Passage passage = sentence.passage();
    List<String> reasons = new ArrayList<>();
    for (Mark mark : passage.marks(sentence.number())) {
      if (TELLING.contains(mark.sign()) && reasons.size() < MOST_REASONS) {
        String words =
            passage
                .text()
                .substring(
                    passage.tokens().start(mark.from()), passage.tokens().end(mark.to() - 1));
        String sign = mark.sign().key().replace('_', ' ');
        reasons.add(
            (mark.negated() ? "not " : "") + "\"" + TextReader.value(words) + "\" (" + sign + ")");
      }
    }
    return String.join(" + ", reasons);
  }

  private int level(int at) {
    Sentence sentence = sentences.get(at);
    if (!sentence.isTrouble()) {
      boolean few = sentence.has(Sign.SOME) || sentence.has(Sign.ONE);
      boolean told =
          few && othersFine && !sentence.has(Sign.COURTESY) && sentence.has(Sign.SERVICE);
      return told ? lessened(at, MEDIUM) : UNKNOWN;
    }
    if (sentence.has(Sign.COSMETIC) && !sentence.has(Sign.DOWN)) {
      return LOW;
    }
    boolean all =
        sentence.has(Sign.ALL) || sentence.has(Sign.ALWAYS) || adds(at, Sign.ALL, Sign.ALWAYS);
    boolean many = sentence.has(Sign.MANY);
    if (isFew(at, sentence, all)) {
      return lessened(at, MEDIUM);
    }
    boolean main = sentence.has(Sign.MAIN) || follows(at, Sign.MAIN);
    boolean flow = sentence.has(Sign.FLOW);
    if (sentence.has(Sign.DOWN)) {
      int level = flow || partial || many && !all ? HIGH : GONE;
      // "The dropped calls, not pressing": no outage unless everybody is said to be hit.
      return all ? level : lessened(at, level);
    }
    boolean wide = all || many;
    if (sentence.has(Sign.FAILS)) {
      if (main || flow) {
        return main || wide ? HIGH : lessened(at, MEDIUM);
      }
      if (sentence.has(Sign.PART)) {
        return wide ? lessened(at, MEDIUM) : lessened(at, MEDIUM);
      }
      if (wide) {
        boolean service = sentence.core().contains(Sign.SERVICE) && all && !partial;
        return service ? GONE : HIGH;
      }
      return lessened(at, MEDIUM);
    }
    if (wide && (main || flow)) {
      return HIGH;
    }
    return lessened(at, MEDIUM);
  }

  private boolean isFew(int at, Sentence sentence, boolean all) {
    if (sentence.has(Sign.SOMETIMES) || sentence.has(Sign.SMALL) || follows(at, Sign.SMALL)) {
      return true;
    }
    if (adds(at, Sign.SOMETIMES, Sign.SOME) && !all) {
      return true;
    }
    if (!sentence.has(Sign.SOME) && !sentence.has(Sign.ONE)) {
      return false;
    }
    boolean near = sentence.core().contains(Sign.SOME) || sentence.core().contains(Sign.ONE);
    boolean allNear = sentence.core().contains(Sign.ALL) || sentence.core().contains(Sign.ALWAYS);
    return near || !allNear;
  }

  /** "It happens on every call": a scope for what was told before. */
  private boolean adds(int at, Sign one, Sign other) {
    for (int i = Math.max(0, at - 1); i <= at + 2 && i < sentences.size(); i++) {
      Sentence near = sentences.get(i);
      if (i != at
          && !near.isTrouble()
          && near.has(Sign.OCCURS)
          && (near.has(one) || near.has(other))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the sentence behind, without trouble of its own, carries a sign. */
  private boolean follows(int at, Sign sign) {
    if (at + 1 >= sentences.size()) {
      return false;
    }
    Sentence next = sentences.get(at + 1);
    return !next.isTrouble() && next.has(sign);
  }

  /** One less grave when the author plays it down close by. */
  private int lessened(int at, int level) {
    for (int i = Math.max(0, at - 1); i <= at + 2 && i < sentences.size(); i++) {
      if (sentences.get(i).has(Sign.LESSENED)) {
        return LOW;
      }
    }
    return level;
  }

  /** Something is asked for. */
  private static boolean isRequest(Sentence sentence) {
    if (sentence.has(Sign.COURTESY)) {
      return false;
    }
    boolean asks = sentence.has(Sign.ASKS) && sentence.has(Sign.PROVIDES);
    boolean question =
        sentence.has(Sign.QUESTION) && sentence.passage().isQuestion(sentence.number());
    return sentence.has(Sign.REQUEST) || sentence.has(Sign.LESSENED) || asks || question;
  }
}
