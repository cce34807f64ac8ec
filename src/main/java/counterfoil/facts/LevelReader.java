package counterfoil.facts;

import counterfoil.facts.Lexicon.Hit;
import counterfoil.facts.Passage.Line;
import counterfoil.facts.Passage.Range;
import counterfoil.facts.Voice.Read;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a level that the author states: behind a label, in the subject, or in the prose with a cue.
 * "Not a P1 but P2" is P2. Two that are stated alike give none, and a note.
 */
final class LevelReader {

  private static final int NEAR = 6;
  private static final int FEW = 2;
  private static final int MOST_MENTIONS = 200;

  private final FieldDefinition field;
  private final int index;

  LevelReader(FieldDefinition field, int index) {
    this.field = field;
    this.index = index;
  }

  Answer read(Voice voice) {
    Ranks ranks = new Ranks(field);
    for (Read read : voice.passages()) {
      List<Range> labelled = labelled(read, ranks.of(Rank.LABEL));
      boolean isSubject = read.passage().zone().equals("subject");
      prose(read, labelled, ranks.of(isSubject ? Rank.SUBJECT : Rank.PROSE));
    }
    return ranks.answer();
  }

  private List<Range> labelled(Read read, List<Mention> mentions) {
    List<Range> ranges = new ArrayList<>();
    List<Mention> plain = new ArrayList<>();
    List<Mention> lesser = new ArrayList<>();
    Passage passage = read.passage();
    for (Labelled label : read.labels(index)) {
      Range range = read.value(label);
      if (range.start() < range.end()) {
        ranges.add(range);
        (label.lesser() ? lesser : plain).addAll(labelled(passage, range, label.labelStart()));
      }
    }
    // "Impact: 2 - Medium, Priority: 3": what is called a priority counts before what is like one.
    boolean stated = plain.stream().anyMatch(mention -> mention.weight() > 0);
    mentions.addAll(plain);
    lesser.forEach(mention -> mentions.add(stated ? mention.judged(Judgement.OUTRANKED) : mention));
    return ranges;
  }

  private List<Mention> labelled(Passage passage, Range range, int evidence) {
    List<Hit> hits = new ArrayList<>();
    for (Hit hit : passage.hits()) {
      if (passage.tokens().start(hit.from()) >= range.end()) {
        break;
      }
      // "Priority: high": the words of a value may begin with the label.
      if (passage.tokens().start(hit.to() - 1) >= range.start()
          && hit.kind() == passage.language().values(field)
          && hit.value() != Language.DECOY) {
        hits.add(hit);
      }
    }
    List<Hit> stated = hits.stream().filter(hit -> !ClauseJudge.isDenied(passage, hit)).toList();
    boolean several = count(stated) > 1;
    boolean marked = hits.stream().anyMatch(hit -> Ticks.isTicked(passage, hit));
    List<Mention> found = new ArrayList<>();
    for (Hit hit : hits) {
      Judgement judgement = Judgement.LABELLED;
      if (marked) {
        judgement = Ticks.isTicked(passage, hit) ? Judgement.LABELLED : Judgement.OFFERED;
      } else if (!stated.contains(hit)) {
        judgement = Judgement.DENIED;
      } else if (several && isLeft(passage, hit)) {
        judgement = Judgement.LEFT;
      } else if (several && isDigit(passage, hit)) {
        // "2 - Medium" counts on another desk's scale; its word is what was meant.
        judgement = Judgement.FOREIGN;
      } else if (count(stated) == field.values().size()) {
        judgement = Judgement.OFFERED;
      }
      String words =
          passage
              .text()
              .substring(Math.min(evidence, passage.tokens().start(hit.from())), range.end());
      found.add(mention(passage, hit, judgement, words));
    }
    return found;
  }

  private static long count(List<Hit> hits) {
    return hits.stream().map(hit -> hit.value() / 4).distinct().count();
  }

  private static boolean isDigit(Passage passage, Hit hit) {
    String word = passage.tokens().word(hit.from());
    return hit.to() - hit.from() == 1 && word.length() == 1 && Character.isDigit(word.charAt(0));
  }

  private void prose(Read read, List<Range> labelled, List<Mention> mentions) {
    Passage passage = read.passage();
    int line = 0;
    int counted = 0;
    for (Hit hit : passage.hits()) {
      if (hit.kind() != passage.language().values(field)
          || isDigit(passage, hit)
          || passage.isAside(hit.from())
          || read.isElsewhere(hit.from())
          || ++counted > MOST_MENTIONS) {
        continue;
      }
      while (passage.lines().get(line).to() <= hit.from()) {
        line++;
      }
      int last = passage.tokens().start(hit.to() - 1);
      if (labelled.stream().noneMatch(range -> last >= range.start() && last < range.end())) {
        Judgement judgement = judge(passage, hit, passage.lines().get(line));
        mentions.add(mention(passage, hit, judgement, Evidence.around(passage, hit)));
      }
    }
  }

  private Judgement judge(Passage passage, Hit hit, Line line) {
    if (hit.value() == Language.DECOY) {
      return Judgement.IDIOM;
    }
    if (ClauseJudge.isDenied(passage, hit)) {
      return Judgement.DENIED;
    }
    if (hasNotCue(passage, hit)) {
      return Judgement.FOREIGN;
    }
    if (isAsked(passage, hit)) {
      return Judgement.ASKED;
    }
    if (isLeft(passage, hit)) {
      return Judgement.LEFT;
    }
    if (isBehind(passage, hit, passage.language().moves(field))) {
      return Judgement.MOVED;
    }
    if (isBehind(passage, hit, passage.language().earlier(field))) {
      return Judgement.EARLIER;
    }
    if (isBehind(passage, hit, passage.language().ratings(field))) {
      return Judgement.RATED;
    }
    boolean meant =
        switch (hit.value() % 4) {
          case Language.SURE -> true;
          case Language.LOOSE -> isMeant(passage, hit, line);
          default -> standsAlone(passage, hit);
        };
    return meant ? Judgement.NAMED : Judgement.LOOSE;
  }

  /** In brackets, at the start of the subject, alone on a line, or with a cue in its clause. */
  private boolean isMeant(Passage passage, Hit hit, Line line) {
    String text = passage.text();
    int before = passage.tokens().start(hit.from()) - 1;
    int after = passage.tokens().end(hit.to() - 1);
    boolean bracketed =
        before >= 0
            && after < text.length()
            && "([".indexOf(text.charAt(before)) >= 0
            && ")]".indexOf(text.charAt(after)) >= 0;
    int sentence = passage.sentenceOf(hit.from());
    // "P1 please."
    boolean alone =
        passage.firstToken(sentence) == hit.from() && passage.endToken(sentence) - hit.to() <= 1;
    boolean ends = passage.endToken(sentence) == hit.to();
    boolean opens = passage.zone().equals("subject") && hit.from() == line.from();
    boolean closes = passage.zone().equals("subject") && hit.to() == line.to() && before > 0;
    if (bracketed || alone || ends || opens || closes) {
      return true;
    }
    for (Hit cue : passage.near(hit)) {
      if (cue.kind() == Sign.COPULA.ordinal()
          && cue.from() == hit.to()
          && hit.from() == passage.firstToken(sentence)) {
        // "P4 is fine."
        return true;
      }
      boolean near = hit.from() - cue.to() <= NEAR && cue.from() - hit.to() <= NEAR;
      if (near
          && cue.to() <= hit.from()
          && cue.kind() == passage.language().values(field)
          && cue.value() >= 0
          && passage.sentenceOf(cue.from()) == sentence
          && ClauseJudge.isDenied(passage, cue)) {
        // "This is not a P1 but a P2."
        return true;
      }
      if (near
          && cue.kind() == passage.language().cues(field)
          && passage.clauseOf(cue.from()) == passage.clauseOf(hit.from())) {
        return true;
      }
    }
    return false;
  }

  /** "Medium.", "Medium I guess.": a word of a scale, and no more than a word or two behind it. */
  private static boolean standsAlone(Passage passage, Hit hit) {
    int sentence = passage.sentenceOf(hit.from());
    if (passage.firstToken(sentence) != hit.from() || passage.endToken(sentence) - hit.to() > FEW) {
      return false;
    }
    return passage.marks(sentence).stream().noneMatch(Mark::isTrouble);
  }

  /** Whether a phrase ends right before a word; an article may stand between. */
  private static boolean isBehind(Passage passage, Hit word, int kind) {
    for (Hit hit : passage.near(word)) {
      int gap = word.from() - hit.to();
      if (hit.kind() == kind
          && gap >= 0
          && (gap == 0 || gap == 1 && passage.tokens().word(hit.to()).length() <= 2)) {
        return true;
      }
    }
    return false;
  }

  /** "from P2 to P4": the first one is what it was. */
  private boolean isLeft(Passage passage, Hit hit) {
    for (Hit other : passage.near(hit)) {
      if (other.kind() == hit.kind()
          && other.value() >= 0
          && other.value() / 4 != hit.value() / 4
          && other.from() >= hit.to()
          && other.from() - hit.to() <= 2
          && passage.sentenceOf(other.from()) == passage.sentenceOf(hit.from())
          && isBehind(passage, other, passage.language().moves(field))) {
        return true;
      }
    }
    return false;
  }

  /** "How urgent is it?" states nothing. */
  private static boolean isAsked(Passage passage, Hit hit) {
    int sentence = passage.sentenceOf(hit.from());
    return passage.endToken(sentence) - passage.firstToken(sentence) <= 8
        && passage.isQuestion(sentence);
  }

  private boolean hasNotCue(Passage passage, Hit hit) {
    for (Hit cue : passage.near(hit)) {
      boolean near = hit.from() - cue.to() <= NEAR - 2 && cue.from() - hit.to() <= NEAR - 2;
      if (near
          && cue.kind() == passage.language().notCues(field)
          && passage.clauseOf(cue.from()) == passage.clauseOf(hit.from())) {
        return true;
      }
    }
    return false;
  }

  private Mention mention(Passage passage, Hit hit, Judgement judgement, String words) {
    int value = hit.value() == Language.DECOY ? -1 : hit.value() / 4;
    return new Mention(
        value,
        judgement,
        false,
        new Fact(
            value < 0 ? passage.words(hit.from(), hit.to()) : field.values().get(value),
            Evidence.shortened(words),
            passage.where(passage.tokens().start(hit.from())),
            Fact.Source.STATED));
  }
}
