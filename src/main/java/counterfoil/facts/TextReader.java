package counterfoil.facts;

import counterfoil.facts.Passage.Line;
import counterfoil.facts.Voice.Read;
import java.util.List;
import java.util.Optional;

/**
 * Reads what the author tells in sentences: the block under a label, else the sentences of the
 * prose that tell of trouble, or of what should have been.
 */
final class TextReader {

  private static final int MOST_LINES = 60;
  private static final int LONGEST = 2000;
  private static final int FEWEST_WORDS = 3;

  private final FieldDefinition field;
  private final int index;

  TextReader(FieldDefinition field, int index) {
    this.field = field;
    this.index = index;
  }

  Answer read(Voice voice) {
    for (Read read : voice.bodies()) {
      for (Labelled label : read.labels(index)) {
        Optional<Fact> block = block(read, label);
        if (block.isPresent()) {
          return answer(block, Rank.LABEL, "the words under the label");
        }
      }
    }
    return switch (field.details().prose()) {
      case NONE -> Answer.NONE;
      case PROBLEM -> problem(voice);
      case EXPECTATION ->
          answer(
              expectation(voice), Rank.PROSE, "the first sentence that says what should have been");
    };
  }

  private Answer answer(Optional<Fact> fact, Rank rank, String why) {
    return Answer.of(field, fact.stream().toList(), rank, why);
  }

  private Optional<Fact> block(Read read, Labelled label) {
    Passage passage = read.passage();
    Line own = passage.lines().get(label.line());
    boolean below = label.isEmpty() || !own.own();
    int start = below ? -1 : label.start();
    int end = below ? -1 : label.end();
    for (int i = label.line() + 1;
        i < passage.lines().size() && i <= label.line() + MOST_LINES && (below || end == own.end());
        i++) {
      Line line = passage.lines().get(i);
      if (line.isBlank()) {
        if (!below) {
          break;
        }
        continue;
      }
      if (!line.own() && start < 0 && line.from() == line.to()) {
        continue;
      }
      if (!line.own() || line.aside() || read.isLabelled(i) || isCourtesy(passage, line)) {
        break;
      }
      start = start < 0 ? line.start() : start;
      end = line.end();
    }
    if (start < 0 || end <= start) {
      return Optional.empty();
    }
    String words = passage.text().substring(start, Math.min(end, start + LONGEST));
    return isEmpty(passage, words)
        ? Optional.empty()
        : Optional.of(new Fact(value(words), words, passage.where(start), Fact.Source.STATED));
  }

  private static boolean isCourtesy(Passage passage, Line line) {
    if (line.from() == line.to()) {
      return false;
    }
    for (Mark mark : passage.marks(passage.sentenceOf(line.from()))) {
      if (mark.sign() == Sign.COURTESY && mark.from() <= line.from() + 1) {
        return true;
      }
    }
    return false;
  }

  /** Nothing, a dash, "n/a", or the form's own words in brackets. */
  static boolean isEmpty(Passage passage, String words) {
    String bare = words.strip();
    if (bare.startsWith("[") && bare.endsWith("]")
        || bare.startsWith("<") && bare.endsWith(">") && !bare.contains("://")) {
      return true;
    }
    Tokens tokens = Tokens.of(bare);
    boolean letters = false;
    for (int i = 0; i < tokens.size(); i++) {
      letters |= !tokens.word(i).chars().allMatch(Character::isDigit);
    }
    if (!letters) {
      return true;
    }
    for (Lexicon.Hit hit :
        tokens.size() > 4 ? List.<Lexicon.Hit>of() : passage.language().scan(tokens)) {
      if (hit.kind() == Sign.EMPTY_VALUE.ordinal()
          && hit.from() == 0
          && hit.to() == tokens.size()) {
        return true;
      }
    }
    return false;
  }

  private Answer problem(Voice voice) {
    for (Read read : voice.bodies()) {
      Optional<Fact> told = troubled(read);
      if (told.isPresent()) {
        return answer(told, Rank.PROSE, "the first sentence that tells of trouble");
      }
    }
    if (voice.reply() || voice.covering()) {
      return Answer.NONE;
    }
    for (Read read : voice.bodies()) {
      Optional<Fact> told = substantial(read);
      if (told.isPresent()) {
        return answer(told, Rank.PROSE, "the first sentence that is neither greeting nor courtesy");
      }
    }
    Optional<Fact> subject =
        voice.passages().stream()
            .filter(read -> read.passage().zone().equals("subject"))
            .map(this::subject)
            .flatMap(Optional::stream)
            .findFirst();
    return answer(subject, Rank.SUBJECT, "only the subject says anything");
  }

  /** The first sentence that tells of trouble, with those behind it that go on. */
  private static Optional<Fact> troubled(Read read) {
    Passage passage = read.passage();
    int first = -1;
    int last = -1;
    for (int i = 0; i < passage.sentenceCount(); i++) {
      boolean tells = isProse(read, i) && tellsTrouble(passage, i);
      if (first < 0 && tells) {
        first = i;
        last = i;
      } else if (first >= 0) {
        boolean goesOn =
            tells
                && !passage
                    .text()
                    .substring(
                        passage.tokens().end(passage.endToken(last) - 1),
                        passage.tokens().start(passage.firstToken(i)))
                    .contains("\n\n");
        if (!goesOn || i - first >= 3) {
          break;
        }
        last = i;
      }
    }
    return first < 0 ? Optional.empty() : Optional.of(fact(passage, first, last));
  }

  private static boolean tellsTrouble(Passage passage, int sentence) {
    for (Mark mark : passage.marks(sentence)) {
      if (mark.isTrouble() && mark.sign() != Sign.OCCURS) {
        return true;
      }
    }
    return false;
  }

  /** Without a word of trouble: the first sentence that is neither greeting nor courtesy. */
  private static Optional<Fact> substantial(Read read) {
    Passage passage = read.passage();
    for (int i = 0; i < passage.sentenceCount(); i++) {
      if (isProse(read, i)
          && !hasSign(passage, i, Sign.GREETING)
          && !hasSign(passage, i, Sign.COURTESY)
          && !hasSign(passage, i, Sign.CLOSING)
          && wordCount(passage, i) > FEWEST_WORDS) {
        return Optional.of(fact(passage, i, i));
      }
    }
    return Optional.empty();
  }

  private Optional<Fact> subject(Read read) {
    Passage passage = read.passage();
    for (int i = 0; i < passage.sentenceCount(); i++) {
      if (tellsTrouble(passage, i)
          || wordCount(passage, i) >= FEWEST_WORDS && !hasSign(passage, i, Sign.COURTESY)) {
        String words = passage.words(i);
        if (!isEmpty(passage, words) && !words.contains("[")) {
          return Optional.of(fact(passage, i, i));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Fact> expectation(Voice voice) {
    for (Read read : voice.bodies()) {
      Passage passage = read.passage();
      for (int i = 0; i < passage.sentenceCount(); i++) {
        if (isProse(read, i)
            && hasSign(passage, i, Sign.EXPECTS)
            && !hasSign(passage, i, Sign.COURTESY)
            && wordCount(passage, i) > FEWEST_WORDS) {
          return Optional.of(fact(passage, i, i));
        }
      }
    }
    return Optional.empty();
  }

  /** Own words of the author that no label claims. */
  static boolean isProse(Read read, int sentence) {
    Passage passage = read.passage();
    int from = passage.firstToken(sentence);
    if (passage.isAside(from) || read.isElsewhere(from)) {
      return false;
    }
    return !read.startsLabel(passage.tokens().start(from));
  }

  static boolean hasSign(Passage passage, int sentence, Sign sign) {
    for (Mark mark : passage.marks(sentence)) {
      if (mark.sign() == sign) {
        return true;
      }
    }
    return false;
  }

  /** Words that are neither links nor addresses nor identifiers. */
  private static int wordCount(Passage passage, int sentence) {
    int count = 0;
    boolean alone = false;
    for (int i = passage.firstToken(sentence); i < passage.endToken(sentence); i++) {
      String word = passage.tokens().word(i);
      boolean letters = word.chars().allMatch(Character::isLetter);
      count += letters ? 1 : 0;
      alone |= letters && word.length() == 1 && word.charAt(0) > 0x3000;
    }
    return alone ? count / 2 : count;
  }

  private static Fact fact(Passage passage, int first, int last) {
    String words = passage.words(passage.firstToken(first), passage.endToken(last));
    String kept = words.length() > LONGEST ? words.substring(0, LONGEST) : words;
    int start = passage.tokens().start(passage.firstToken(first));
    return new Fact(value(kept), kept, passage.where(start), Fact.Source.STATED);
  }

  /** Line breaks and markup of the mail are not part of the value. */
  static String value(String words) {
    return words.replaceAll("[*_`]{2,}", "").replaceAll("\\s+", " ").strip();
  }
}
