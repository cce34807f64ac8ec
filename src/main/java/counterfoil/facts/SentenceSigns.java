package counterfoil.facts;

import counterfoil.facts.Lexicon.Hit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Turns the phrases of a sentence into what they say there: longer ones hide shorter ones, numbers
 * join in, and a negation turns around what it belongs to.
 */
final class SentenceSigns {

  private static final Set<Sign> VERBS =
      EnumSet.of(
          Sign.WORKS, Sign.DOES, Sign.ANSWERS, Sign.OCCURS, Sign.FAILS, Sign.DOWN, Sign.WRONG);

  /** Signs of one group hide each other where one covers the other's words. */
  private static final List<Set<Sign>> GROUPS =
      List.of(
          EnumSet.of(
              Sign.NEGATION,
              Sign.NEGATION_AFTER,
              Sign.NOBODY,
              Sign.WORKS,
              Sign.DOES,
              Sign.ANSWERS,
              Sign.OCCURS,
              Sign.FAILS,
              Sign.DOWN,
              Sign.WRONG,
              Sign.COSMETIC,
              Sign.LESSENED,
              Sign.COURTESY,
              Sign.IDIOM),
          EnumSet.of(
              Sign.NOBODY,
              Sign.ALL,
              Sign.ALWAYS,
              Sign.MANY,
              Sign.SOME,
              Sign.ONE,
              Sign.SOMETIMES,
              Sign.SMALL,
              Sign.OTHERS,
              Sign.IDIOM),
          EnumSet.of(Sign.SERVICE, Sign.FLOW, Sign.MAIN, Sign.PART, Sign.IDIOM),
          EnumSet.of(Sign.SOMETIMES, Sign.SEQUENCE));

  /** A clause with one of these is told by it. */
  private static final Set<Sign> EXPLAINED =
      EnumSet.of(
          Sign.WORKS,
          Sign.DOES,
          Sign.ANSWERS,
          Sign.OCCURS,
          Sign.FAILS,
          Sign.DOWN,
          Sign.WRONG,
          Sign.COSMETIC,
          Sign.LESSENED,
          Sign.COURTESY,
          Sign.EXPECTS,
          Sign.ASKS,
          Sign.QUESTION,
          Sign.FUTURE);

  private static final Set<Sign> COUNTS =
      EnumSet.of(Sign.ALL, Sign.MANY, Sign.SOME, Sign.ONE, Sign.SOMETIMES, Sign.NOBODY);

  private static final int REACH = 6;

  /** "Not one reservation by phone since five has arrived". */
  private static final int FAR_REACH = 10;

  private final Tokens tokens;
  private final String text;
  private final Language language;
  private final int[] clause;

  /**
   * @param clause the number of the clause of each token
   */
  SentenceSigns(Tokens tokens, String text, Language language, int[] clause) {
    this.tokens = tokens;
    this.text = text;
    this.language = language;
    this.clause = clause;
  }

  /**
   * What the signs of one sentence say, in order.
   *
   * @param from the first token of the sentence
   * @param to after its last token
   */
  List<Mark> marks(List<Hit> signs, int from, int to) {
    List<Mark> shares = new Proportions(tokens, text, signs).marks(from, to);
    List<Mark> found = marksOf(withoutCovered(withNone(signs, shares)));
    shares.removeIf(share -> share.sign() == Sign.NOBODY);
    found.replaceAll(mark -> isBareDenial(mark, found) ? asFault(mark) : mark);
    found.removeIf(mark -> mark.sign() == Sign.FAILS_TO);
    // "not one caller": what begins before says more.
    found.removeIf(mark -> found.stream().anyMatch(other -> leadsTo(other, mark)));
    // "every one of our 14 sites": the words before the number say more than the number.
    shares.removeIf(share -> found.stream().anyMatch(mark -> leadsTo(mark, share)));
    if (shares.isEmpty()) {
      return found;
    }
    List<Mark> all = new ArrayList<>(found);
    // "one in ten callers": the share says it, not "one".
    all.removeIf(
        mark ->
            (COUNTS.contains(mark.sign()) || VERBS.contains(mark.sign())) && isIn(mark, shares));
    all.addAll(shares);
    all.sort(Comparator.comparingInt(Mark::from));
    return all;
  }

  /** "The pane won't scroll": a denial in a clause that has no verb of ours. */
  private boolean isBareDenial(Mark mark, List<Mark> found) {
    boolean closes = mark.to() == clause.length || clause[mark.to()] != clause[mark.from()];
    return mark.sign() == Sign.FAILS_TO
        && !closes
        && found.stream()
            .filter(other -> clause[other.from()] == clause[mark.from()])
            .noneMatch(other -> EXPLAINED.contains(other.sign()));
  }

  private static Mark asFault(Mark mark) {
    return new Mark(Sign.FAILS, mark.from(), mark.to(), false);
  }

  /** "0 of 311" negates like "nobody", so it has to be there before negations are told. */
  private static List<Hit> withNone(List<Hit> signs, List<Mark> shares) {
    List<Hit> all = new ArrayList<>(signs);
    for (Mark share : shares) {
      if (share.sign() == Sign.NOBODY) {
        all.add(new Hit(Sign.NOBODY.ordinal(), 0, share.from(), share.to()));
      }
    }
    all.sort(Comparator.comparingInt(Hit::from));
    return all;
  }

  private static boolean leadsTo(Mark mark, Mark count) {
    return COUNTS.contains(mark.sign())
        && COUNTS.contains(count.sign())
        && mark.from() < count.from()
        && mark.to() > count.from();
  }

  private static boolean isIn(Mark mark, List<Mark> shares) {
    return shares.stream().anyMatch(share -> mark.from() < share.to() && share.from() < mark.to());
  }

  /** "nothing happens" hides "nothing" and "happens". */
  private List<Hit> withoutCovered(List<Hit> signs) {
    List<Hit> kept = new ArrayList<>(signs.size());
    for (int i = 0; i < signs.size(); i++) {
      Hit hit = signs.get(i);
      boolean covered = false;
      for (int k = Math.max(0, i - 12); k < Math.min(signs.size(), i + 12) && !covered; k++) {
        Hit other = signs.get(k);
        covered =
            other.from() <= hit.from()
                && other.to() >= hit.to()
                && other.to() - other.from() > hit.to() - hit.from()
                && hides(language.sign(other.kind()), language.sign(hit.kind()));
      }
      if (!covered) {
        kept.add(hit);
      }
    }
    return kept;
  }

  private static boolean hides(Sign longer, Sign shorter) {
    for (Set<Sign> group : GROUPS) {
      if (group.contains(longer) && group.contains(shorter)) {
        return true;
      }
    }
    return false;
  }

  private List<Mark> marksOf(List<Hit> signs) {
    List<Mark> found = new ArrayList<>(signs.size());
    for (int i = 0; i < signs.size(); i++) {
      Hit hit = signs.get(i);
      found.add(new Mark(language.sign(hit.kind()), hit.from(), hit.to(), isNegated(signs, i)));
    }
    return found;
  }

  private boolean isNegated(List<Hit> signs, int at) {
    Hit hit = signs.get(at);
    boolean turned = false;
    for (int i = at - 1; i >= 0 && hit.from() - signs.get(i).to() <= FAR_REACH; i--) {
      Hit other = signs.get(i);
      Sign sign = language.sign(other.kind());
      if (clause[other.from()] == clause[hit.from()]
          && other.to() <= hit.from()
          && (sign == Sign.NEGATION && hit.from() - other.to() <= REACH || sign == Sign.NOBODY)) {
        turned = true;
      }
    }
    Sign own = language.sign(hit.kind());
    boolean counts = own == Sign.ONE || own == Sign.SOME;
    for (int i = at + 1;
        i < signs.size() && !counts && signs.get(i).from() - hit.to() <= REACH * 2;
        i++) {
      Hit other = signs.get(i);
      if (VERBS.contains(language.sign(other.kind())) && other.from() >= hit.to()) {
        // "Quelques clients signalent que l'agent ne comprend pas": the nearer verb is denied.
        break;
      }
      if (clause[other.from()] == clause[hit.from()]
          && other.from() >= hit.to()
          && turnsBack(language.sign(other.kind()), language.sign(hit.kind()))) {
        turned = true;
      }
    }
    return turned;
  }

  /** "nimmt nicht ab"; "takes no calls". */
  private static boolean turnsBack(Sign behind, Sign sign) {
    boolean ability = sign == Sign.WORKS || sign == Sign.DOES || sign == Sign.ANSWERS;
    return behind == Sign.NEGATION_AFTER || behind == Sign.NOBODY && ability;
  }
}
