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
 * and its "everything" is not the trouble's scope. What the neighbouring sentences add ("It is
 * about one call in fifty.", "No rush.") counts for it.
 */
final class Severity {

  private static final int LONGEST_EVIDENCE = 300;
  private static final int MOST_REASONS = 12;

  /** A sentence of so few words, and without trouble of its own, speaks of the one beside it. */
  private static final int SHORT = 16;

  /** "It is only this one call." tells nothing of what happens. */
  private static final int FEWEST_TELLING = 7;

  /** What is longer and has digits is no word, but an identifier. */
  private static final int LONGEST_WORD = 12;

  /** The signs that levels are made of. */
  private static final Set<Sign> TELLING = EnumSet.range(Sign.WORKS, Sign.REQUEST);

  private static final int GONE = 0;
  private static final int HIGH = 1;
  private static final int MEDIUM = 2;
  private static final int LOW = 3;

  /** How many are hit. */
  private enum Scope {
    ALL,
    MANY,
    FEW,
    UNSAID
  }

  /**
   * A level and the sentence that decided it.
   *
   * @param level 0 to 3
   * @param sure whether the text says how many are hit, or asks for something; else something
   *     fails, and nobody says for whom
   * @param fact its evidence and place; the value is empty
   * @param why the signs that decided, each with its words
   */
  record Verdict(int level, boolean sure, Fact fact, String why) {}

  private record Judged(int level, boolean sure) {}

  /** A sentence by its signs: all of them, and those of the clauses that tell of trouble. */
  private record Sentence(Passage passage, int number, Set<Sign> signs, Set<Sign> core) {

    boolean has(Sign sign) {
      return signs.contains(sign);
    }

    boolean isTrouble() {
      // "It would be nice if it spoke more slowly" asks, and tells of nothing wrong.
      boolean wrong = (has(Sign.WRONG) || has(Sign.COSMETIC)) && !has(Sign.REQUEST);
      return has(Sign.DOWN) || has(Sign.FAILS) || wrong;
    }

    /** Without trouble of its own, it speaks of the sentence beside it. */
    boolean adds() {
      boolean brief = passage.endToken(number) - passage.firstToken(number) <= SHORT;
      return !isTrouble() && !has(Sign.COURTESY) && (has(Sign.OCCURS) || brief) && !namesExample();
    }

    /** "Here is one call: CA12..." does not say how many there are. */
    private boolean namesExample() {
      for (int i = passage.firstToken(number); i < passage.endToken(number); i++) {
        String word = passage.tokens().word(i);
        if (word.equals(Tokens.LINK) || word.length() >= LONGEST_WORD && hasDigit(word)) {
          return true;
        }
      }
      return false;
    }

    private static boolean hasDigit(String word) {
      return word.chars().anyMatch(Character::isDigit);
    }

    /** "Now and then it books the wrong slot": a few are told of, whatever the verb is. */
    boolean tellsOfFew() {
      boolean few = has(Sign.SOME) || has(Sign.ONE);
      boolean told = has(Sign.SOMETIMES) || few && (has(Sign.COUNTED) || has(Sign.SERVICE));
      return told
          && !has(Sign.COURTESY)
          && !has(Sign.REQUEST)
          && !has(Sign.ASKS)
          && passage.endToken(number) - passage.firstToken(number) > FEWEST_TELLING
          && !passage.isQuestion(number);
    }

    Scope scope() {
      if (has(Sign.SOMETIMES)) {
        return Scope.FEW;
      }
      boolean few = has(Sign.SOME) || has(Sign.ONE);
      boolean all = has(Sign.ALL) || has(Sign.ALWAYS);
      if (few && all) {
        boolean near = core.contains(Sign.SOME) || core.contains(Sign.ONE);
        boolean allNear = core.contains(Sign.ALL) || core.contains(Sign.ALWAYS);
        return near || !allNear ? Scope.FEW : Scope.ALL;
      }
      if (few) {
        return Scope.FEW;
      }
      if (all) {
        return Scope.ALL;
      }
      return has(Sign.MANY) ? Scope.MANY : Scope.UNSAID;
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
          if (!isSubject(Sign.SERVICE, marks.subList(from, to))) {
            own.remove(Sign.SERVICE);
          }
          core.addAll(own);
        }
      }
      from = to;
    }
    return new Sentence(passage, number, signs, core);
  }

  private static boolean namesService(List<Mark> clause, int flow) {
    for (int i = flow + 1;
        i < clause.size() && clause.get(i).from() <= clause.get(flow).to();
        i++) {
      if (clause.get(i).sign() == Sign.SERVICE && clause.get(i).from() == clause.get(flow).to()) {
        return true;
      }
    }
    return false;
  }

  /** "The agent fails", but not "flu shots fail on the phone". */
  private static boolean isSubject(Sign sign, List<Mark> clause) {
    for (Mark mark : clause) {
      if (mark.sign() == sign) {
        return true;
      }
      if (mark.isTrouble() && mark.sign() != Sign.OCCURS) {
        return false;
      }
    }
    return false;
  }

  /** The signs of a clause, with what negation makes of them. */
  private static Set<Sign> signs(List<Mark> clause) {
    Set<Sign> signs = EnumSet.noneOf(Sign.class);
    boolean silent = false;
    for (int i = 0; i < clause.size(); i++) {
      Mark mark = clause.get(i);
      if (mark.sign() == Sign.FLOW && namesService(clause, i)) {
        // "the claims assistant" is the whole of it.
        continue;
      }
      switch (mark.sign()) {
        case DOWN, FAILS, WRONG, COSMETIC -> {
          if (!mark.negated()) {
            signs.add(mark.sign());
          }
        }
        case WORKS, DOES -> {
          if (mark.negated()) {
            signs.add(Sign.FAILS);
            signs.add(mark.sign());
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
    Judged best = null;
    int decides = -1;
    for (int i = 0; i < sentences.size(); i++) {
      Optional<Judged> judged = judge(i);
      if (judged.isEmpty() && !trouble && !reply && isRequest(sentences.get(i))) {
        judged = Optional.of(new Judged(LOW, true));
      }
      if (judged.isPresent() && (best == null || isGraver(judged.get(), best))) {
        best = judged.get();
        decides = i;
      }
    }
    if (best == null) {
      return Optional.empty();
    }
    Sentence sentence = sentences.get(decides);
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

  /** What is said of so many counts before what merely fails. */
  private static boolean isGraver(Judged one, Judged other) {
    return one.sure() == other.sure() ? one.level() < other.level() : isBetter(one, other);
  }

  private static boolean isBetter(Judged one, Judged other) {
    return one.level() < other.level() || one.level() == other.level() && one.sure();
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

  private Optional<Judged> judge(int at) {
    Sentence sentence = sentences.get(at);
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
      return Optional.of(new Judged(lessened(at, MEDIUM), true));
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
    Sentence sentence = sentences.get(at);
    if (sentence.has(Sign.PART) && !sentence.has(Sign.SERVICE)) {
      return MEDIUM;
    }
    return sentence.has(Sign.FLOW) || partial || scope == Scope.MANY ? HIGH : GONE;
  }

  private int fails(int at, Scope scope) {
    Sentence sentence = sentences.get(at);
    boolean wide = scope == Scope.ALL || scope == Scope.MANY;
    boolean main = sentence.has(Sign.MAIN) || follows(at, Sign.MAIN);
    boolean flow = sentence.has(Sign.FLOW);
    if (!sentence.has(Sign.FAILS)) {
      return wide && (main || flow) ? HIGH : MEDIUM;
    }
    if (main || flow && wide) {
      return HIGH;
    }
    if (flow) {
      return MEDIUM;
    }
    if (sentence.has(Sign.PART)) {
      return MEDIUM;
    }
    if (wide) {
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
    Sentence sentence = sentences.get(at);
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
