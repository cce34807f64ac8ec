package counterfoil.facts;

import counterfoil.facts.ToldSentence.Scope;
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
 * and its "everything" is not the trouble's scope. What the neighbouring sentences add ("It is
 * about one call in fifty.", "No rush.") counts for it.
 */
final class Severity {

  private static final int LONGEST_EVIDENCE = 300;
  private static final int MOST_REASONS = 12;

  /** The signs that levels are made of. */
  private static final Set<Sign> TELLING = EnumSet.range(Sign.WORKS, Sign.REQUEST);

  static {
    TELLING.removeAll(EnumSet.range(Sign.NUMBER, Sign.COUNTED));
  }

  private static final int GONE = 0;
  private static final int HIGH = 1;
  private static final int MEDIUM = 2;
  private static final int LOW = 3;

  /**
   * A level and the sentence that decided it.
   *
   * @param level 0 to 3
   * @param sure whether the text says how many are hit; else something fails, and nobody says for
   *     whom, or something is asked for
   * @param fact its evidence and place; the value is empty
   * @param why the signs that decided, each with its words
   */
  record Verdict(int level, boolean sure, Fact fact, String why) {}

  private record Judged(int level, boolean sure) {}

  private final List<ToldSentence> sentences = new ArrayList<>();
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
          ToldSentence told = ToldSentence.of(passage, i);
          othersFine |= told.fine();
          partial |= told.fineOthers();
          sentences.add(told);
        }
      }
    }
  }

  /** The verdict; nothing when the text does not say how many or how badly. */
  static Optional<Verdict> of(Voice voice) {
    Optional<Verdict> body = new Severity(voice.bodies(), voice.reply()).verdict();
    if (voice.reply() || body.filter(Verdict::sure).isPresent()) {
      // The subject of a reply is history: it tells of the mail that is answered.
      return body;
    }
    List<Read> subject =
        voice.passages().stream().filter(read -> read.passage().zone().equals("subject")).toList();
    Optional<Verdict> headline = new Severity(subject, voice.reply()).verdict();
    return headline
        .filter(one -> body.isEmpty() || one.sure() && one.level() <= body.get().level())
        .or(() -> body);
  }

  private Optional<Verdict> verdict() {
    boolean trouble = sentences.stream().anyMatch(ToldSentence::isTrouble);
    Judged best = null;
    int decides = -1;
    for (int i = 0; i < sentences.size(); i++) {
      Optional<Judged> judged = judge(i);
      if (judged.isEmpty() && !trouble && !reply && isRequest(sentences.get(i))) {
        judged = Optional.of(new Judged(LOW, false));
      }
      if (judged.isPresent() && (best == null || isGraver(judged.get(), best))) {
        best = judged.get();
        decides = i;
      }
    }
    if (best == null) {
      return Optional.empty();
    }
    ToldSentence sentence = sentences.get(decides);
    Passage passage = sentence.passage();
    String words = passage.words(sentence.number());
    int start = passage.tokens().start(passage.firstToken(sentence.number()));
    Fact fact =
        new Fact(
            "",
            words.substring(0, Math.min(words.length(), LONGEST_EVIDENCE)),
            passage.where(start),
            Fact.Source.INFERRED);
    return Optional.of(new Verdict(best.level(), best.sure(), fact, why(sentence)));
  }

  /**
   * Of two that are as grave the one counts that says how many are hit; and "a typo" counts before
   * what merely fails, and nobody says for whom.
   */
  private static boolean isGraver(Judged one, Judged other) {
    if (one.sure() != other.sure() && Math.min(one.level(), other.level()) >= MEDIUM) {
      return one.sure();
    }
    return one.level() < other.level();
  }

  /** {@code "every caller" (all) + "dropped" (down)}. */
  private static String why(ToldSentence sentence) {
    Passage passage = sentence.passage();
    List<String> reasons = new ArrayList<>();
    for (Mark mark : passage.marks(sentence.number())) {
      boolean done = mark.sign() == Sign.DOES || mark.sign() == Sign.ANSWERS;
      boolean tells = TELLING.contains(mark.sign()) && (!done || mark.negated());
      if (tells && reasons.size() < MOST_REASONS) {
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

  private Optional<Judged> judge(int at) {
    ToldSentence sentence = sentences.get(at);
    Scope scope = scope(at);
    boolean said = scope != Scope.UNSAID;
    if (!sentence.isTrouble()) {
      return sentence.tellsOfFew()
          ? Optional.of(
              new Judged(lessened(at, MEDIUM), othersFine || sentence.has(Sign.SOMETIMES)))
          : Optional.empty();
    }
    if (sentence.has(Sign.COSMETIC) && !sentence.has(Sign.DOWN)) {
      return Optional.of(new Judged(LOW, true));
    }
    if (scope == Scope.FEW) {
      return Optional.of(new Judged(MEDIUM, true));
    }
    int level = sentence.has(Sign.DOWN) ? down(at, scope) : fails(at, scope);
    if (sentence.core().contains(Sign.CONSOLE)) {
      // Callers do not use the pages of the product.
      level = Math.max(level, MEDIUM);
    }
    boolean gone = level == GONE && scope == Scope.ALL;
    return Optional.of(new Judged(gone ? level : lessened(at, level), said || level < MEDIUM));
  }

  private int down(int at, Scope scope) {
    ToldSentence sentence = sentences.get(at);
    if (sentence.has(Sign.PART) && !sentence.has(Sign.SERVICE)) {
      return MEDIUM;
    }
    return sentence.has(Sign.FLOW) || partial || scope == Scope.MANY ? HIGH : GONE;
  }

  private int fails(int at, Scope scope) {
    ToldSentence sentence = sentences.get(at);
    boolean wide = scope == Scope.ALL || scope == Scope.MANY;
    boolean main = sentence.has(Sign.MAIN) || follows(at, Sign.MAIN);
    boolean flow = sentence.has(Sign.FLOW);
    if (!sentence.has(Sign.FAILS)) {
      return wide && (main || flow) ? HIGH : MEDIUM;
    }
    if (main || flow && wide) {
      return HIGH;
    }
    if (wide && !flow && !sentence.has(Sign.PART)) {
      // "The agent works for nobody", but not "the agent creates no lead for anybody".
      boolean service =
          sentence.core().contains(Sign.SERVICE)
              && !sentence.core().contains(Sign.DOES)
              && scope == Scope.ALL
              && !othersFine;
      return service ? GONE : HIGH;
    }
    return MEDIUM;
  }

  /** How many are hit by what a sentence tells, also by what those beside it add. */
  private Scope scope(int at) {
    ToldSentence sentence = sentences.get(at);
    if (sentence.has(Sign.SMALL) || follows(at, Sign.SMALL)) {
      return Scope.FEW;
    }
    Scope own = sentence.scope();
    if (own != Scope.UNSAID) {
      return own;
    }
    for (int i : new int[] {at + 1, at - 1, at + 2}) {
      if (i >= 0 && i < sentences.size() && sentences.get(i).adds()) {
        Scope added = sentences.get(i).scope();
        if (added != Scope.UNSAID) {
          return added;
        }
      }
    }
    return Scope.UNSAID;
  }

  /** Whether the sentence behind, without trouble of its own, carries a sign. */
  private boolean follows(int at, Sign sign) {
    if (at + 1 >= sentences.size()) {
      return false;
    }
    ToldSentence next = sentences.get(at + 1);
    return !next.isTrouble() && next.has(sign);
  }

  /** A detail when the author plays it down close by. */
  private int lessened(int at, int level) {
    for (int i = Math.max(0, at - 1); i <= at + 2 && i < sentences.size(); i++) {
      if (sentences.get(i).has(Sign.LESSENED)) {
        return LOW;
      }
    }
    return level;
  }

  /** Something is asked for. */
  private static boolean isRequest(ToldSentence sentence) {
    if (sentence.has(Sign.COURTESY)) {
      return false;
    }
    boolean asks = sentence.has(Sign.ASKS) && sentence.has(Sign.PROVIDES);
    boolean question =
        sentence.has(Sign.QUESTION) && sentence.passage().isQuestion(sentence.number());
    return sentence.has(Sign.REQUEST) || sentence.has(Sign.LESSENED) || asks || question;
  }
}
