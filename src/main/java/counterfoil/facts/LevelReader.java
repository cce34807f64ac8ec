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
  private static final int MOST_MENTIONS = 200;
  private static final int LONGEST_EVIDENCE = 240;

  private final FieldDefinition field;
  private final int index;

  LevelReader(FieldDefinition field, int index) {
    this.field = field;
    this.index = index;
  }

  private record Mention(int value, Hit hit, Fact fact) {}

  Answer read(Voice voice) {
    List<Mention> labelled = new ArrayList<>();
    List<Mention> subject = new ArrayList<>();
    List<Mention> prose = new ArrayList<>();
    for (Read read : voice.passages()) {
      List<Range> ranges = labelled(read, labelled);
      prose(read, ranges, read.passage().zone().equals("subject") ? subject : prose);
    }
    String note = "";
    for (List<Mention> rank : List.of(labelled, subject, prose)) {
      List<Integer> values = rank.stream().map(Mention::value).distinct().sorted().toList();
      if (values.size() == 1) {
        return Answer.of(rank.get(0).fact());
      }
      if (values.size() > 1) {
        List<String> names = values.stream().map(i -> field.values().get(i)).toList();
        note = field + ": " + String.join(" and ", names) + " are both named";
      }
    }
    return new Answer(List.of(), note);
  }

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
      for (Hit hit : passage.hits()) {
        int start = passage.tokens().start(hit.from());
        if (start >= range.end()) {
          break;
        }
        if (start >= range.start()
            && hit.kind() == passage.language().values(field)
            && hit.value() != Language.DECOY
            && !ChoiceReader.isDenied(passage, hit)) {
          String words = passage.text().substring(Math.min(label.labelStart(), start), range.end());
          found.add(new Mention(hit.value() / 4, hit, fact(passage, hit, words)));
        }
      }
      if (found.stream().map(Mention::value).distinct().count() > 1) {
        // "2 - Medium" counts on another desk's scale; its word is what was meant.
        found.removeIf(mention -> isDigit(passage, mention.hit()));
      }
      if (found.stream().map(Mention::value).distinct().count() < field.values().size()) {
        // All levels together are the choice as the form offers it.
        mentions.addAll(found);
      }
    }
    return ranges;
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
          || hit.value() == Language.DECOY
          || hit.value() % 4 == Language.LABELLED
          || passage.isAside(hit.from())
          || read.isElsewhere(hit.from())
          || ++counted > MOST_MENTIONS) {
        continue;
      }
      while (passage.lines().get(line).to() <= hit.from()) {
        line++;
      }
      int start = passage.tokens().start(hit.from());
      if (labelled.stream().anyMatch(range -> start >= range.start() && start < range.end())
          || ChoiceReader.isDenied(passage, hit)
          || hasNotCue(passage, hit)
          || isAsked(passage, hit)) {
        continue;
      }
      if (hit.value() % 4 == Language.SURE || isMeant(passage, hit, passage.lines().get(line))) {
        String words = passage.words(passage.sentenceOf(hit.from()));
        mentions.add(new Mention(hit.value() / 4, hit, fact(passage, hit, words)));
      }
    }
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
    boolean opens = passage.zone().equals("subject") && hit.from() == line.from();
    boolean closes = passage.zone().equals("subject") && hit.to() == line.to() && before > 0;
    if (bracketed || alone || opens || closes) {
      return true;
    }
    for (Hit cue : passage.near(hit)) {
      boolean near = hit.from() - cue.to() <= NEAR && cue.from() - hit.to() <= NEAR;
      if (near
          && cue.to() <= hit.from()
          && cue.kind() == passage.language().values(field)
          && cue.value() >= 0
          && passage.sentenceOf(cue.from()) == sentence
          && ChoiceReader.isDenied(passage, cue)) {
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

  private Fact fact(Passage passage, Hit hit, String words) {
    String bare = words.strip();
    return new Fact(
        field.values().get(hit.value() / 4),
        bare.length() <= LONGEST_EVIDENCE ? bare : bare.substring(0, LONGEST_EVIDENCE).strip(),
        passage.where(passage.tokens().start(hit.from())),
        Fact.Source.STATED);
  }
}
