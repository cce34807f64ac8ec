package counterfoil.facts;

import com.google.re2j.Pattern;
import counterfoil.facts.FieldDefinition.Value;
import counterfoil.facts.Lexicon.Hit;
import counterfoil.facts.Passage.Line;
import counterfoil.facts.Passage.Range;
import counterfoil.facts.Voice.Read;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads which of several named values is meant: the affected one, not every one that is named.
 *
 * <p>Each mention is judged by its clause. "Works in A, fails in B" means B; "not in A" and "before
 * we move to A" do not mean A. Two that cannot be told apart give none, and a note.
 */
final class ChoiceReader {

  private static final int MOST_MENTIONS = 200;
  private static final int LONGEST_PATTERNED = 1000;

  private final FieldDefinition field;
  private final int index;
  private final ClauseJudge clauses;
  private final WordSense sense;
  private final LabelledChoice labelled;

  ChoiceReader(FieldDefinition field, int index) {
    this.field = field;
    this.index = index;
    this.clauses = new ClauseJudge(field);
    this.sense = new WordSense(field);
    this.labelled = new LabelledChoice(field, clauses);
  }

  Answer read(Voice voice) {
    Ranks ranks = new Ranks(field);
    for (Read read : voice.passages()) {
      List<Range> ranges = labelled(read, ranks.of(Rank.LABEL));
      boolean isSubject = read.passage().zone().equals("subject");
      prose(read, ranges, ranks.of(isSubject ? Rank.SUBJECT : Rank.PROSE));
    }
    voice.passages().forEach(read -> links(read.passage(), ranks.of(Rank.LINK)));
    return ranks.answer();
  }

  /** Reads labelled values; answers the ranges they stand in. */
  private List<Range> labelled(Read read, List<Mention> mentions) {
    List<Range> ranges = new ArrayList<>();
    Passage passage = read.passage();
    for (Labelled label : read.labels(index)) {
      Range range = read.value(label);
      if (range.start() < range.end()) {
        ranges.add(range);
        if (!byPattern(passage, range, label.labelStart(), mentions)) {
          mentions.addAll(labelled.read(passage, range, label.labelStart()));
        }
      }
    }
    return ranges;
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
                  Evidence.shortened(words),
                  passage.where(range.start()),
                  Fact.Source.STATED);
          found.add(new Mention(i, Judgement.LABELLED, false, fact));
          return true;
        }
      }
    }
    return false;
  }

  private void prose(Read read, List<Range> labelled, List<Mention> mentions) {
    Passage passage = read.passage();
    boolean[] patterned = patterned(passage, mentions);
    List<Hit> judged = new ArrayList<>();
    List<Mention> meant = new ArrayList<>();
    int line = 0;
    int counted = 0;
    for (Hit hit : passage.hits()) {
      if (hit.kind() != passage.language().values(field)
          || passage.isAside(hit.from())
          || read.isElsewhere(hit.from())) {
        continue;
      }
      if (++counted > MOST_MENTIONS) {
        break;
      }
      while (passage.lines().get(line).to() <= hit.from()) {
        line++;
      }
      int last = passage.tokens().start(hit.to() - 1);
      boolean inLabel =
          labelled.stream().anyMatch(range -> last >= range.start() && last < range.end());
      if (inLabel || patterned[line]) {
        continue;
      }
      Hit named = asName(passage, hit);
      Judgement judgement = judge(passage, named, passage.lines().get(line));
      if (judgement.weight() == 0) {
        mentions.add(mention(passage, named, judgement));
      } else {
        meant.add(mention(passage, named, judgement));
        judged.add(named);
      }
    }
    shareInLists(passage, judged, meant);
    mentions.addAll(meant);
  }

  /** "promoted to Live on the same day": a capital in a sentence names the value, and no idiom. */
  private Hit asName(Passage passage, Hit hit) {
    Tokens tokens = passage.tokens();
    boolean opens = passage.firstToken(passage.sentenceOf(hit.from())) == hit.from();
    if (hit.value() != Language.DECOY
        || opens
        || !sense.isTitle(passage, hit.from())
        || hit.from() + 1 < tokens.size() && sense.isTitle(passage, hit.from() + 1)) {
      return hit;
    }
    for (Hit alone : passage.language().scan(Tokens.of(tokens.word(hit.from())))) {
      if (alone.kind() == hit.kind() && alone.value() >= 0) {
        return new Hit(hit.kind(), alone.value(), hit.from(), hit.from() + 1);
      }
    }
    return hit;
  }

  private Judgement judge(Passage passage, Hit hit, Line line) {
    if (hit.value() == Language.DECOY) {
      return Judgement.IDIOM;
    }
    if (isAsked(passage, hit) || namesAll(passage, hit)) {
      return Judgement.ASKED;
    }
    Judgement meant = sense.sense(passage, hit, line);
    return meant == Judgement.NAMED ? clauses.judge(passage, hit) : meant;
  }

  private Mention mention(Passage passage, Hit hit, Judgement judgement) {
    int value = hit.value() == Language.DECOY ? -1 : hit.value() / 4;
    boolean both = false;
    for (Mark mark : passage.marks(passage.sentenceOf(hit.from()))) {
      both |= mark.sign() == Sign.BOTH;
    }
    return new Mention(
        value,
        judgement,
        both,
        new Fact(
            value < 0 ? passage.words(hit.from(), hit.to()) : field.values().get(value),
            Evidence.around(passage, hit),
            passage.where(passage.tokens().start(hit.from())),
            Fact.Source.STATED));
  }

  /** The lines that a pattern has read: "Firefox/127". */
  private boolean[] patterned(Passage passage, List<Mention> mentions) {
    boolean[] patterned = new boolean[passage.lines().size()];
    if (field.details().values().stream().allMatch(value -> value.patterns().isEmpty())) {
      return patterned;
    }
    for (int i = 0; i < patterned.length; i++) {
      Line line = passage.lines().get(i);
      if (line.own() && !line.aside() && couldMatch(passage, line)) {
        Range range = new Range(line.start(), line.end(), true);
        patterned[i] = byPattern(passage, range, line.start(), mentions);
      }
    }
    return patterned;
  }

  /** "A, B and C" share what is said of one of them. */
  private static void shareInLists(Passage passage, List<Hit> hits, List<Mention> mentions) {
    for (int i = hits.size() - 2; i >= 0; i--) {
      Hit one = hits.get(i);
      Hit next = hits.get(i + 1);
      Mention mention = mentions.get(i);
      Mention follower = mentions.get(i + 1);
      boolean listed =
          passage.clauseOf(next.from()) == passage.clauseOf(one.from()) + 1
              && passage.sentenceOf(next.from()) == passage.sentenceOf(one.from())
              && next.from() - one.to() <= 1
              && ClauseJudge.lengthOf(passage, next, passage.clauseOf(next.from()))
                  <= next.to() - next.from() + 1;
      if (listed && mention.weight() > 0 && follower.weight() > mention.weight()) {
        mentions.set(
            i, new Mention(mention.value(), follower.judgement(), mention.both(), mention.fact()));
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

  private void links(Passage passage, List<Mention> mentions) {
    for (int i = 0; i < field.details().values().size(); i++) {
      Value value = field.details().values().get(i);
      for (Pattern pattern : value.inLinks()) {
        for (Link link : passage.ownLinks()) {
          if (pattern.matcher(link.address()).find()) {
            Fact fact =
                new Fact(
                    value.value(),
                    passage.text().substring(link.start(), link.end()),
                    passage.where(link.start()),
                    Fact.Source.STATED);
            mentions.add(new Mention(i, Judgement.NAMED, false, fact));
          }
        }
      }
    }
  }
}
