package counterfoil.facts;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A sentence by what it tells of a matter.
 *
 * @param signs those of its clauses that are not in order
 * @param core those of the clauses that tell of trouble
 * @param fine whether a clause says that something is in order
 * @param fineOthers whether it says so of the rest: "everything else works"
 */
record ToldSentence(
    Passage passage,
    int number,
    Set<Sign> signs,
    Set<Sign> core,
    boolean fine,
    boolean fineOthers) {

  /** A sentence of so few words, and without trouble of its own, speaks of the one beside it. */
  private static final int SHORT = 16;

  /** What is longer and has digits is no word, but an identifier. */
  private static final int LONGEST_WORD = 12;

  /** "It is only this one call." tells nothing of what happens. */
  private static final int FEWEST_TELLING = 7;

  /** How many are hit. */
  enum Scope {
    ALL,
    MANY,
    FEW,
    UNSAID
  }

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

  /** What a sentence tells. */
  static ToldSentence of(Passage passage, int number) {
    boolean allFine = false;
    boolean fineOthers = false;
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
      allFine |= fine && !trouble;
      fineOthers |= fine && others && !trouble;
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
    return new ToldSentence(passage, number, signs, core, allFine, fineOthers);
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
      // Not to answer a question is a fault of that part; that the line does not answer is an
      // outage.
      boolean part = signs.contains(Sign.PART) || signs.contains(Sign.FLOW);
      boolean line = signs.contains(Sign.SERVICE) || signs.contains(Sign.NOBODY);
      signs.add(part || !line ? Sign.FAILS : Sign.DOWN);
    }
    return signs;
  }
}
