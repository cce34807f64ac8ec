package counterfoil.facts;

import com.google.re2j.Pattern;
import counterfoil.facts.FieldDefinition.Value;
import counterfoil.facts.Lexicon.Hit;
import counterfoil.facts.Passage.Line;
import counterfoil.facts.Passage.Range;
import counterfoil.facts.Voice.Read;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads which of several named values is meant: the affected one, not every one that is named.
 *
 * <p>Each mention is judged by its clause. "Works in A, fails in B" means B; "not in A" and "before
 * we move to A" do not mean A. Two that cannot be told apart give none, and a note.
 */
final class ChoiceReader {

  private static final int EXCLUDED = -1;
  private static final int NEUTRAL = 1;
  private static final int AFFECTED = 2;
  private static final int ONLY = 3;
  private static final int LONGEST_EVIDENCE = 240;
  private static final int MOST_MENTIONS = 200;
  private static final int LONGEST_PATTERNED = 1000;
  private static final int LONG_CLAUSE = 12;

  private final FieldDefinition field;
  private final int index;
  private final Spelling spelling;

  ChoiceReader(FieldDefinition field, int index) {
    this.field = field;
    this.index = index;
    this.spelling = new Spelling();
    for (int i = 0; i < field.details().values().size(); i++) {
      for (String alias : field.details().values().get(i).words()) {
        spelling.add(alias, i);
      }
    }
  }

  /** A mention of a value and how much speaks for it. */
  private record Mention(int value, int score, boolean both, Fact fact) {}

  Answer read(Voice voice) {
    List<Mention> labelled = new ArrayList<>();
    List<Mention> subject = new ArrayList<>();
    List<Mention> prose = new ArrayList<>();
    for (Read read : voice.passages()) {
      List<Range> ranges = labelled(read, labelled);
      boolean isSubject = read.passage().zone().equals("subject");
      prose(read, ranges, isSubject ? subject : prose);
    }
    boolean[] excluded = new boolean[field.values().size()];
    prose.stream().filter(m -> m.score() == EXCLUDED).forEach(m -> excluded[m.value()] = true);
    if (strongest(prose) > strongest(subject)) {
      // What the body judges in so many words weighs more than a word of the subject.
      subject.removeIf(m -> strongest(prose) >= AFFECTED);
    }
    for (List<Mention> rank : List.of(labelled, subject, prose)) {
      Answer answer = decide(rank, excluded);
      if (!answer.facts().isEmpty() || !answer.note().isEmpty()) {
        return answer;
      }
    }
    List<Mention> links = new ArrayList<>();
    voice.passages().forEach(read -> links(read.passage(), links));
    return decide(links, excluded);
  }

  private static int strongest(List<Mention> mentions) {
    return mentions.stream().mapToInt(Mention::score).max().orElse(0);
  }

  private Answer decide(List<Mention> rank, boolean[] excluded) {
    Map<Integer, Mention> best = new HashMap<>();
    for (Mention mention : rank) {
      if (mention.score() > 0 && (mention.score() >= AFFECTED || !excluded[mention.value()])) {
        best.merge(mention.value(), mention, (a, b) -> b.score() > a.score() ? b : a);
      }
    }
    int top = best.values().stream().mapToInt(Mention::score).max().orElse(0);
    List<Mention> tied = best.values().stream().filter(m -> m.score() == top).toList();
    if (tied.size() == 1) {
      return Answer.of(tied.get(0).fact());
    }
    if (tied.isEmpty()) {
      return Answer.NONE;
    }
    List<String> names =
        tied.stream().map(Mention::value).sorted().map(i -> field.values().get(i)).toList();
    String both = String.join(" and ", names);
    if (field.details().lastOfBoth() && tied.stream().anyMatch(Mention::both)) {
      Mention last = tied.stream().max((a, b) -> a.value() - b.value()).orElseThrow();
      return new Answer(
          List.of(last.fact()),
          field + ": " + both + " are both meant; " + field.values().get(last.value()) + " counts");
    }
    return new Answer(List.of(), field + ": " + both + " are both named");
  }

  /** Reads labelled values; answers the ranges they stand in. */
  private List<Range> labelled(Read read, List<Mention> mentions) {
    List<Range> ranges = new ArrayList<>();
    Passage passage = read.passage();
    for (Labelled label : read.labels(index)) {
      Range range = read.value(label);
      if (range.start() >= range.end()) {
        continue;
      }
      ranges.add(range);
      List<Mention> found = new ArrayList<>();
      if (!byPattern(passage, range, label.labelStart(), found)) {
        inLabel(passage, range, label.labelStart(), found);
      }
      mentions.addAll(found);
    }
    return ranges;
  }

  private void inLabel(Passage passage, Range range, int evidence, List<Mention> found) {
    boolean marked = false;
    boolean[] values = new boolean[field.values().size()];
    boolean many = false;
    List<Hit> hits = new ArrayList<>();
    for (Hit hit : passage.hits()) {
      int start = passage.tokens().start(hit.from());
      if (hit.kind() == passage.language().values(field)
          && start >= range.start()
          && start < range.end()
          && hit.value() != Language.DECOY) {
        hits.add(hit);
        values[hit.value() / 4] = true;
        marked |= isTicked(passage.text(), start);
      }
    }
    if (hits.isEmpty()) {
      misspelt(passage, range, evidence).ifPresent(found::add);
    }
    int count = 0;
    for (boolean value : values) {
      count += value ? 1 : 0;
    }
    many = count > 1;
    if (many && !marked && isOffered(passage.text(), range, count)) {
      return;
    }
    for (Hit hit : hits) {
      int start = passage.tokens().start(hit.from());
      if (marked && !isTicked(passage.text(), start)) {
        continue;
      }
      int score =
          many && !marked ? judge(passage, hit) : isDenied(passage, hit) ? EXCLUDED : AFFECTED;
      String words = passage.text().substring(Math.min(evidence, start), range.end());
      found.add(
          new Mention(
              hit.value() / 4,
              score == EXCLUDED ? EXCLUDED : Math.max(score, AFFECTED),
              true,
              fact(passage, hit, shorten(words), start)));
    }
    if (many && !marked && found.stream().anyMatch(m -> m.score() == EXCLUDED)) {
      found.removeIf(m -> m.score() == EXCLUDED);
    }
  }

  /** "Sandbx": one or two letters off is still the value, behind a label. */
  private Optional<Mention> misspelt(Passage passage, Range range, int evidence) {
    int end = Math.min(range.end(), range.start() + 40);
    String compact = Tokens.compact(passage.text().substring(range.start(), end));
    int value = compact.length() > 24 ? -1 : spelling.nearest(compact);
    if (value < 0) {
      return Optional.empty();
    }
    String words = passage.text().substring(evidence, range.end());
    return Optional.of(
        new Mention(
            value,
            AFFECTED,
            false,
            new Fact(
                field.values().get(value),
                shorten(words),
                passage.where(range.start()),
                Fact.Source.STATED)));
  }

  /** The choice as it is offered: in brackets, or all values with slashes or a question mark. */
  private boolean isOffered(String text, Range range, int count) {
    char first = text.charAt(range.start());
    if (first == '[' || first == '<' || first == '(' || first == '{') {
      return true;
    }
    return count == field.values().size()
        && (text.substring(range.start(), range.end()).contains("/")
            || "?\uff1f".indexOf(text.charAt(range.end() - 1)) >= 0);
  }

  private static boolean isTicked(String text, int start) {
    int at = start - 1;
    while (at >= 0 && (text.charAt(at) == ' ' || text.charAt(at) == '\u00a0')) {
      at--;
    }
    if (at < 0) {
      return false;
    }
    char c = text.charAt(at);
    if ("\u2611\u2612\u2714\u2713\u2705\u25c9\u25cf".indexOf(c) >= 0) {
      return true;
    }
    return at >= 2
        && (c == ']' || c == ')')
        && "xX\u2713\u2714".indexOf(text.charAt(at - 1)) >= 0
        && (text.charAt(at - 2) == '[' || text.charAt(at - 2) == '(');
  }

  private boolean byPattern(Passage passage, Range range, int evidence, List<Mention> found) {
    if (range.end() - range.start() > LONGEST_PATTERNED) {
      return false;
    }
    for (int i = 0; i < field.details().values().size(); i++) {
      for (Pattern pattern : field.details().values().get(i).patterns()) {
        if (pattern.matcher(passage.text().substring(range.start(), range.end())).find()) {
          String words = passage.text().substring(evidence, range.end());
          Fact fact =
              new Fact(
                  field.values().get(i),
                  shorten(words),
                  passage.where(range.start()),
                  Fact.Source.STATED);
          found.add(new Mention(i, AFFECTED, false, fact));
          return true;
        }
      }
    }
    return false;
  }

  private void prose(Read read, List<Range> labelled, List<Mention> mentions) {
    Passage passage = read.passage();
    List<Hit> judged = new ArrayList<>();
    boolean[] patterned = new boolean[passage.lines().size()];
    boolean patterns =
        field.details().values().stream().anyMatch(value -> !value.patterns().isEmpty());
    if (patterns) {
      for (int i = 0; i < patterned.length; i++) {
        Line line = passage.lines().get(i);
        if (line.own() && !line.aside() && couldMatch(passage, line)) {
          Range range = new Range(line.start(), line.end(), true);
          patterned[i] = byPattern(passage, range, line.start(), mentions);
        }
      }
    }
    int line = 0;
    int counted = 0;
    for (Hit hit : passage.hits()) {
      if (hit.kind() != passage.language().values(field)
          || hit.value() == Language.DECOY
          || passage.isAside(hit.from())
          || read.isElsewhere(hit.from())
          || isAsked(passage, hit)) {
        continue;
      }
      if (++counted > MOST_MENTIONS) {
        break;
      }
      while (passage.lines().get(line).to() <= hit.from()) {
        line++;
      }
      int start = passage.tokens().start(hit.from());
      boolean inLabel =
          labelled.stream().anyMatch(range -> start >= range.start() && start < range.end());
      if (inLabel || patterned[line] || !isMeant(passage, hit, passage.lines().get(line))) {
        continue;
      }
      if (namesAll(passage, hit)) {
        continue;
      }
      int sentence = passage.sentenceOf(hit.from());
      boolean both = passage.marks(sentence).stream().anyMatch(mark -> mark.sign() == Sign.BOTH);
      mentions.add(
          new Mention(
              hit.value() / 4,
              judge(passage, hit),
              both,
              fact(passage, hit, evidence(passage, hit), start)));
      judged.add(hit);
    }
    shareInLists(passage, judged, mentions, mentions.size() - judged.size());
  }

  /** "A, B and C" share what is said of one of them. */
  private static void shareInLists(
      Passage passage, List<Hit> hits, List<Mention> mentions, int offset) {
    for (int i = hits.size() - 2; i >= 0; i--) {
      Hit one = hits.get(i);
      Hit next = hits.get(i + 1);
      Mention mention = mentions.get(offset + i);
      Mention follower = mentions.get(offset + i + 1);
      boolean listed =
          passage.clauseOf(next.from()) == passage.clauseOf(one.from()) + 1
              && passage.sentenceOf(next.from()) == passage.sentenceOf(one.from())
              && next.from() - one.to() <= 1
              && lengthOf(passage, next, passage.clauseOf(next.from()))
                  <= next.to() - next.from() + 1;
      if (listed && mention.score() > 0 && follower.score() > mention.score()) {
        mentions.set(
            offset + i,
            new Mention(mention.value(), follower.score(), mention.both(), mention.fact()));
      }
    }
  }

  /** "Sandbox? Live?" asks and says nothing. */
  private static boolean isAsked(Passage passage, Hit hit) {
    int sentence = passage.sentenceOf(hit.from());
    if (passage.endToken(sentence) - passage.firstToken(sentence) > 5) {
      return false;
    }
    return passage.isQuestion(sentence);
  }

  /** "Sandbox, Pre-release or Live?": a question that names every value says none. */
  private boolean namesAll(Passage passage, Hit hit) {
    int sentence = passage.sentenceOf(hit.from());
    if (!passage.isQuestion(sentence)) {
      return false;
    }
    boolean[] named = new boolean[field.values().size()];
    for (Hit other : passage.near(hit)) {
      if (other.kind() == passage.language().values(field)
          && other.value() >= 0
          && passage.sentenceOf(other.from()) == sentence) {
        named[other.value() / 4] = true;
      }
    }
    for (boolean value : named) {
      if (!value) {
        return false;
      }
    }
    return true;
  }

  /** Patterns are slow, and what they are for has a number behind a slash: "Firefox/127". */
  private static boolean couldMatch(Passage passage, Line line) {
    if (line.end() - line.start() > LONGEST_PATTERNED) {
      return false;
    }
    for (int at = line.start(); at + 1 < line.end(); at++) {
      if (passage.text().charAt(at) == '/' && Character.isDigit(passage.text().charAt(at + 1))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the word stands for the value here: not as a name, and loose words with a cue. */
  private boolean isMeant(Passage passage, Hit hit, Line line) {
    boolean introduced = isBeside(passage, hit, passage.language().before(field), -1, hit.from());
    boolean followed = isBeside(passage, hit, passage.language().after(field), hit.to(), -1);
    if (!introduced && !followed && isPartOfName(passage, hit)) {
      return false;
    }
    int certainty = hit.value() % 4;
    if (certainty == Language.SURE) {
      return true;
    }
    if (certainty == Language.LOOSE
        && lengthOf(passage, hit, passage.clauseOf(hit.from())) <= hit.to() - hit.from() + 1
        && role(
                passage,
                hit,
                passage.marks(passage.sentenceOf(hit.from())),
                passage.clauseOf(hit.from()))
            != 0) {
      // "sandbox OK, live KO"
      return true;
    }
    return certainty == Language.LOOSE
        && (introduced
            || followed
            || standsApart(passage, hit, line)
            || shouts(passage, hit, line));
  }

  private static boolean isBeside(Passage passage, Hit word, int kind, int from, int to) {
    for (Hit hit : passage.near(word)) {
      if (hit.kind() == kind && (hit.from() == from || hit.to() == to)) {
        return true;
      }
    }
    return false;
  }

  /** "Live Arena Tickets": a capitalised word before another one is a name. */
  private static boolean isPartOfName(Passage passage, Hit hit) {
    Tokens tokens = passage.tokens();
    String text = passage.text();
    if (hit.to() >= tokens.size() || !isTitle(text, tokens, hit.from())) {
      return false;
    }
    String gap = text.substring(tokens.end(hit.to() - 1), tokens.start(hit.to()));
    return gap.equals(" ") && isTitle(text, tokens, hit.to());
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
    if (line.end() - line.start() > LONGEST_PATTERNED) {
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

  /** How much speaks for this mention. */
  private int judge(Passage passage, Hit hit) {
    int sentence = passage.sentenceOf(hit.from());
    List<Mark> marks = passage.marks(sentence);
    int clause = passage.clauseOf(hit.from());
    boolean negated = isDenied(passage, hit);
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
    if (role == 0) {
      int before = roleBefore(passage, hit, marks, clause);
      if (negated || denies(passage, marks, clause) || only && before < 0) {
        // "Works in A, but not in B" and "works in A, only in B it doesn't" turn around what was
        // said before.
        role = before != 0 ? -before : negated ? -1 : 0;
        negated = false;
      } else {
        role = roleOfNeighbour(passage, hit, marks, clause);
      }
    }
    if (compared || negated || promoted && isSource(passage, hit, clause)) {
      return EXCLUDED;
    }
    if (role < 0 || role == 0 && ahead) {
      return EXCLUDED;
    }
    if (only) {
      return ONLY;
    }
    return role > 0 ? AFFECTED : NEUTRAL;
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
  private static int role(Passage passage, Hit hit, List<Mark> marks, int clause) {
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

  private static int lengthOf(Passage passage, Hit hit, int clause) {
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

  private void links(Passage passage, List<Mention> mentions) {
    for (int i = 0; i < field.details().values().size(); i++) {
      Value value = field.details().values().get(i);
      for (Pattern pattern : value.inLinks()) {
        for (Link link : passage.links()) {
          if (pattern.matcher(link.address()).find()) {
            Fact fact =
                new Fact(
                    value.value(),
                    shorten(passage.text().substring(link.start(), link.end())),
                    passage.where(link.start()),
                    Fact.Source.STATED);
            mentions.add(new Mention(i, NEUTRAL, false, fact));
          }
        }
      }
    }
  }

  private Fact fact(Passage passage, Hit hit, String evidence, int position) {
    return new Fact(
        field.values().get(hit.value() / 4), evidence, passage.where(position), Fact.Source.STATED);
  }

  private static String evidence(Passage passage, Hit hit) {
    String sentence = passage.words(passage.sentenceOf(hit.from()));
    if (sentence.length() <= LONGEST_EVIDENCE) {
      return sentence;
    }
    int clause = passage.clauseOf(hit.from());
    int from = hit.from();
    while (from > 0 && passage.clauseOf(from - 1) == clause) {
      from--;
    }
    int to = hit.to();
    while (to < passage.tokens().size() && passage.clauseOf(to) == clause) {
      to++;
    }
    return shorten(passage.words(from, to));
  }

  private static String shorten(String words) {
    String bare = words.strip();
    return bare.length() <= LONGEST_EVIDENCE ? bare : bare.substring(0, LONGEST_EVIDENCE).strip();
  }
}
