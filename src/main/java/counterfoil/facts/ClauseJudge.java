package counterfoil.facts;

import counterfoil.facts.Lexicon.Hit;
import java.util.List;

/**
 * Judges a value that is named by what its clause and those around it say: "works in A, fails in B"
 * speaks for B; "not in A" and "before we move to A" speak against A.
 */
final class ClauseJudge {

  private static final int LONG_CLAUSE = 12;

  private final FieldDefinition field;

  ClauseJudge(FieldDefinition field) {
    this.field = field;
  }

  /** What the text says of a value that it names. */
  Judgement judge(Passage passage, Hit hit) {
    int sentence = passage.sentenceOf(hit.from());
    List<Mark> marks = passage.marks(sentence);
    int clause = passage.clauseOf(hit.from());
    boolean negated = isDenied(passage, hit) && !isDone(passage, hit);
    boolean only = false;
    boolean ahead = false;
    boolean compared = false;
    boolean promoted = false;
    for (Mark mark : marks) {
      if (passage.clauseOf(mark.from()) != clause) {
        continue;
      }
      only |= mark.sign() == Sign.ONLY && !mark.negated();
      ahead |= mark.sign() == Sign.FUTURE && mark.from() < hit.from();
      compared |= mark.sign() == Sign.COMPARISON && mark.from() < hit.from();
      promoted |= mark.sign() == Sign.PROMOTES && mark.from() < hit.from();
      negated |= mark.sign() == Sign.PROMOTES && mark.negated() && mark.from() < hit.from();
    }
    int role = role(passage, hit, marks, clause);
    if (role < 0 && passage.isQuestion(sentence)) {
      // "Is all well in Live again?" asks, and does not say so.
      role = 0;
    }
    if (role == 0) {
      int before = roleBefore(passage, hit, marks, clause);
      if (negated || denies(passage, marks, clause) || only && before < 0) {
        // "Works in A, but not in B" and "works in A, only in B it doesn't" turn around what was
        // said before.
        role = -before;
        negated &= before == 0;
      } else {
        role = roleOfNeighbour(passage, hit, marks, clause);
      }
    }
    if (compared) {
      return Judgement.COMPARED;
    }
    if (negated) {
      return Judgement.DENIED;
    }
    if (promoted && isSource(passage, hit, clause)) {
      return Judgement.LEFT;
    }
    if (role < 0) {
      return Judgement.FINE;
    }
    if (role == 0 && ahead) {
      return Judgement.AHEAD;
    }
    if (only) {
      return Judgement.ONLY;
    }
    return role > 0 ? Judgement.AFFECTED : Judgement.NAMED;
  }

  private static boolean denies(Passage passage, List<Mark> marks, int clause) {
    for (Mark mark : marks) {
      if (passage.clauseOf(mark.from()) == clause
          && (mark.sign() == Sign.NEGATION || mark.sign() == Sign.NEGATION_AFTER)) {
        return true;
      }
    }
    return false;
  }

  /** 1 when the clause tells of trouble, -1 when all is fine, 0 when it says neither. */
  static int role(Passage passage, Hit hit, List<Mark> marks, int clause) {
    int role = 0;
    int nearest = Integer.MAX_VALUE;
    for (Mark mark : marks) {
      if (passage.clauseOf(mark.from()) != clause || !mark.isTrouble() && !mark.isFine()) {
        continue;
      }
      int distance = mark.from() >= hit.to() ? mark.from() - hit.to() : hit.from() - mark.to();
      // What happens is weaker than how it works.
      distance += mark.sign() == Sign.OCCURS ? 2 : 0;
      if (distance < nearest) {
        nearest = distance;
        role = mark.isTrouble() ? 1 : -1;
      }
    }
    return role;
  }

  private int roleOfNeighbour(Passage passage, Hit hit, List<Mark> marks, int clause) {
    int next = 0;
    for (Mark mark : marks) {
      if (passage.clauseOf(mark.from()) == clause + 1 && (mark.isTrouble() || mark.isFine())) {
        next = mark.isTrouble() ? 1 : -1;
        break;
      }
    }
    if (next != 0 && !hasMention(passage, clause + 1, hit)) {
      return next;
    }
    boolean opens = clause == passage.clauseOf(passage.firstToken(passage.sentenceOf(hit.from())));
    return !opens && lengthOf(passage, hit, clause) <= 6
        ? roleBefore(passage, hit, marks, clause)
        : 0;
  }

  /** What the clauses before said; at the start of a short sentence, the sentence before. */
  private static int roleBefore(Passage passage, Hit hit, List<Mark> marks, int clause) {
    int role = 0;
    for (Mark mark : marks) {
      int at = passage.clauseOf(mark.from());
      if (at < clause && at >= clause - 2 && (mark.isTrouble() || mark.isFine())) {
        role = mark.isTrouble() ? 1 : -1;
      }
    }
    int sentence = passage.sentenceOf(hit.from());
    boolean opens = clause == passage.clauseOf(passage.firstToken(sentence));
    if (role != 0 || !opens || sentence == 0 || lengthOf(passage, hit, clause) > 4) {
      return role;
    }
    for (Mark mark : passage.marks(sentence - 1)) {
      if (mark.isTrouble() || mark.isFine()) {
        role = mark.isTrouble() ? 1 : -1;
      }
    }
    return role;
  }

  private boolean hasMention(Passage passage, int clause, Hit except) {
    for (Hit hit : passage.near(except)) {
      if (hit.kind() == passage.language().values(field)
          && hit.value() >= 0
          && hit != except
          && passage.clauseOf(hit.from()) == clause) {
        return true;
      }
    }
    return false;
  }

  static int lengthOf(Passage passage, Hit hit, int clause) {
    int from = hit.from();
    while (from > 0 && hit.from() - from < LONG_CLAUSE && passage.clauseOf(from - 1) == clause) {
      from--;
    }
    int to = hit.to();
    while (to < passage.tokens().size()
        && to - hit.to() < LONG_CLAUSE
        && passage.clauseOf(to) == clause) {
      to++;
    }
    return to - from;
  }

  /** Whether the clause names another value behind this one: from A to B. */
  private boolean isSource(Passage passage, Hit hit, int clause) {
    for (Hit other : passage.near(hit)) {
      if (other.kind() == passage.language().values(field)
          && other.from() >= hit.to()
          && other.value() >= 0
          && other.value() / 4 != hit.value() / 4
          && passage.clauseOf(other.from()) == clause) {
        return true;
      }
    }
    return false;
  }

  /** "is never called in Live": the verb takes the negation. */
  private static boolean isDone(Passage passage, Hit hit) {
    boolean negated = false;
    boolean done = false;
    for (Mark mark : passage.marks(passage.sentenceOf(hit.from()))) {
      if (mark.to() <= hit.from()
          && passage.clauseOf(mark.from()) == passage.clauseOf(hit.from())) {
        negated |= mark.sign() == Sign.NEGATION;
        done |= negated && mark.sign() == Sign.ACTS;
      }
    }
    return done;
  }

  /** Whether the clause denies the value itself, and not what happens there. */
  static boolean isDenied(Passage passage, Hit hit) {
    int clause = passage.clauseOf(hit.from());
    boolean negated = false;
    boolean taken = false;
    for (Mark mark : passage.marks(passage.sentenceOf(hit.from()))) {
      if (passage.clauseOf(mark.from()) != clause) {
        continue;
      }
      boolean before = mark.to() <= hit.from();
      // "Der Agent geht in der Sandbox nicht": the verb takes the negation.
      taken |= before && mark.negated() && mark.isTrouble();
      if (before && mark.sign() == Sign.NEGATION && hit.from() - mark.to() <= 4) {
        negated = true;
      } else if (before && (mark.isTrouble() || mark.isFine())) {
        negated = false;
      } else if (!before
          && !taken
          && mark.sign() == Sign.NEGATION_AFTER
          && mark.from() - hit.to() <= 1) {
        negated = true;
      }
    }
    return negated;
  }
}
