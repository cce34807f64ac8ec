package counterfoil.facts;

import counterfoil.facts.Lexicon.Hit;
import counterfoil.facts.Passage.Line;
import java.util.List;

/**
 * Tells whether a word stands for the value here: not as part of a name, and a word of many
 * meanings only where something around it tells this one.
 */
final class WordSense {

  private static final int LONGEST_LINE = 1000;

  /** So many more words leave no room for another meaning: "P1 live down". */
  private static final int FEW = 2;

  private final FieldDefinition field;

  WordSense(FieldDefinition field) {
    this.field = field;
  }

  /** NAMED when the word stands for the value here; else why it does not. */
  Judgement sense(Passage passage, Hit hit, Line line) {
    boolean introduced = isBeside(passage, hit, passage.language().before(field), -1, hit.from());
    boolean followed = isBeside(passage, hit, passage.language().after(field), hit.to(), -1);
    if (!introduced && !followed && isPartOfName(passage, hit)) {
      return Judgement.NAME;
    }
    int certainty = hit.value() % 4;
    if (certainty == Language.SURE) {
      return Judgement.NAMED;
    }
    boolean meant =
        certainty == Language.LOOSE
            && (introduced
                || followed
                || standsApart(passage, hit, line)
                || shouts(passage, hit, line)
                || endsClause(passage, hit)
                || isJudged(passage, hit));
    return meant ? Judgement.NAMED : Judgement.LOOSE;
  }

  /** "..., all of it live.": nothing follows that the word could belong to. */
  private static boolean endsClause(Passage passage, Hit hit) {
    return hit.to() == passage.tokens().size()
        || passage.clauseOf(hit.to()) != passage.clauseOf(hit.from());
  }

  /** "sandbox OK, live KO". */
  private static boolean isJudged(Passage passage, Hit hit) {
    int clause = passage.clauseOf(hit.from());
    List<Mark> marks = passage.marks(passage.sentenceOf(hit.from()));
    return ClauseJudge.lengthOf(passage, hit, clause) <= hit.to() - hit.from() + FEW
        && ClauseJudge.role(passage, hit, marks, clause) != 0;
  }

  private static boolean isBeside(Passage passage, Hit word, int kind, int from, int to) {
    for (Hit hit : passage.near(word)) {
      if (hit.kind() == kind && (hit.from() == from || hit.to() == to)) {
        return true;
      }
    }
    return false;
  }

  /** "Live Arena Tickets", "Theatre & Opera": a capitalised word beside another one is a name. */
  private static boolean isPartOfName(Passage passage, Hit hit) {
    Tokens tokens = passage.tokens();
    String text = passage.text();
    if (!isTitle(text, tokens, hit.from())) {
      return false;
    }
    int before = hit.from() - 1;
    if (before > passage.firstToken(passage.sentenceOf(hit.from()))
        && isTitle(text, tokens, before)
        && isGap(text.substring(tokens.end(before), tokens.start(hit.from())))) {
      return true;
    }
    return hit.to() < tokens.size()
        && isGap(text.substring(tokens.end(hit.to() - 1), tokens.start(hit.to())))
        && isTitle(text, tokens, hit.to());
  }

  private static boolean isGap(String gap) {
    return gap.equals(" ") || gap.equals(" & ");
  }

  /** Whether a word begins with a capital, and only begins so. */
  boolean isTitle(Passage passage, int token) {
    return isTitle(passage.text(), passage.tokens(), token);
  }

  private static boolean isTitle(String text, Tokens tokens, int token) {
    int start = tokens.start(token);
    return tokens.end(token) - start > 1
        && Character.isUpperCase(text.charAt(start))
        && Character.isLowerCase(text.charAt(start + 1));
  }

  /** Between punctuation, in brackets, or alone on its line. */
  private static boolean standsApart(Passage passage, Hit hit, Line line) {
    String text = passage.text();
    int before = passage.tokens().start(hit.from()) - 1;
    while (before >= line.start() && " *_`\t\u00a0".indexOf(text.charAt(before)) >= 0) {
      before--;
    }
    int after = passage.tokens().end(hit.to() - 1);
    while (after < line.end() && " *_`\t\u00a0".indexOf(text.charAt(after)) >= 0) {
      after++;
    }
    boolean open =
        before < line.start()
            || ",;|([/:\u2022.-\u2013\u2014\u3001".indexOf(text.charAt(before)) >= 0;
    boolean closed =
        after >= line.end() || ",;|)]/.:-\u2013\u2014!\u3001".indexOf(text.charAt(after)) >= 0;
    return open && closed;
  }

  private static boolean shouts(Passage passage, Hit hit, Line line) {
    if (line.end() - line.start() > LONGEST_LINE) {
      return false;
    }
    String word =
        passage
            .text()
            .substring(passage.tokens().start(hit.from()), passage.tokens().end(hit.to() - 1));
    String whole = passage.text().substring(line.start(), line.end());
    return word.length() > 2 && isUpper(word) && !isUpper(whole);
  }

  private static boolean isUpper(String text) {
    return text.chars().noneMatch(Character::isLowerCase);
  }
}
