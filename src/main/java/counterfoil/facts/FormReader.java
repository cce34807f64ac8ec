package counterfoil.facts;

import counterfoil.facts.FieldDefinition.Kind;
import counterfoil.facts.FormAnswers.Filled;
import counterfoil.facts.Passage.Line;
import counterfoil.facts.Passage.Range;
import counterfoil.facts.Voice.Read;
import counterfoil.reply.FormBlock;
import counterfoil.reply.MailText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads what was filled in inside the quote of a letter of ours. Only lines with the label of a
 * field count, each for its own field alone, and what stands below them up to the next label.
 */
final class FormReader {

  private static final int LONGEST_LABEL = 60;

  private final LinkFinder links;
  private final List<Function<Voice, Answer>> readers;
  private final List<FieldDefinition> fields;
  private final List<OurHints> hints;
  private final Map<String, Integer> labels = new HashMap<>();

  /**
   * @param readers by the order of the definitions
   */
  FormReader(
      FieldDefinitions definitions, LinkFinder links, List<Function<Voice, Answer>> readers) {
    this.links = links;
    this.readers = readers;
    this.fields = definitions.fields();
    this.hints = fields.stream().map(field -> new OurHints(field.hints())).toList();
    for (int i = 0; i < fields.size(); i++) {
      FieldDefinition field = fields.get(i);
      // A letter never asks for a level: every ticket has one.
      if (field.kind() != Kind.LEVEL) {
        int index = i;
        field.titles().forEach(title -> labels.putIfAbsent(Tokens.compact(title), index));
        field.labels().all().forEach(label -> labels.putIfAbsent(Tokens.compact(label), index));
      }
    }
  }

  /**
   * A label and what belongs to it.
   *
   * @param start where the label begins
   * @param value behind its colon
   * @param end where the next label begins
   */
  private record Segment(int field, int start, int value, int end) {}

  /** The blocks in which something was filled in, the newest first. */
  List<FormAnswers> read(MailText mail, Language language) {
    List<FormAnswers> answers = new ArrayList<>();
    for (FormBlock block : FormBlock.in(mail)) {
      Map<String, Filled> filled = filledIn(block.text(), language);
      if (!filled.isEmpty()) {
        answers.add(new FormAnswers(block.number(), filled));
      }
    }
    return List.copyOf(answers);
  }

  private Map<String, Filled> filledIn(String block, Language language) {
    List<Segment> segments = segments(block);
    StringBuilder written = new StringBuilder(block);
    for (Segment segment : segments) {
      hints.get(segment.field()).blankOut(written, segment.value(), segment.end());
    }
    Map<String, Filled> filled = new LinkedHashMap<>();
    BitSet known = new BitSet();
    for (Segment segment : segments) {
      // A form asks for a field once, so many labels of one are no form.
      if (!known.get(segment.field())
          && !written.substring(segment.value(), segment.end()).isBlank()) {
        known.set(segment.field());
        List<Fact> facts = facts(written.toString(), segment, language);
        if (!facts.isEmpty()) {
          String words = written.substring(segment.start(), segment.end());
          filled.put(fields.get(segment.field()).name(), new Filled(tidy(words), facts));
        }
      }
    }
    return filled;
  }

  private List<Segment> segments(String block) {
    List<Segment> segments = new ArrayList<>();
    for (int start = 0; start < block.length(); ) {
      int newline = block.indexOf('\n', start);
      int end = newline < 0 ? block.length() : newline;
      int colon = colon(block, start, end);
      Integer field = colon < 0 ? null : labels.get(Tokens.compact(block.substring(start, colon)));
      if (field != null) {
        endLast(segments, start);
        segments.add(new Segment(field, start, colon + 1, block.length()));
      }
      start = end + 1;
    }
    return segments;
  }

  private static void endLast(List<Segment> segments, int end) {
    if (!segments.isEmpty()) {
      Segment last = segments.remove(segments.size() - 1);
      segments.add(new Segment(last.field(), last.start(), last.value(), end));
    }
  }

  private static int colon(String block, int start, int end) {
    for (int i = start; i < Math.min(end, start + LONGEST_LABEL); i++) {
      if (block.charAt(i) == ':' || block.charAt(i) == '\uff1a') {
        return i;
      }
    }
    return -1;
  }

  private List<Fact> facts(String written, Segment segment, Language language) {
    Range range = new Range(segment.start(), segment.end(), true);
    Passage passage = new Passage("form", written, List.of(range), 0, language, links);
    Line line = passage.lines().get(0);
    int value = segment.value();
    while (value < line.end() && Character.isWhitespace(written.charAt(value))) {
      value++;
    }
    // Words are evidence as far as they stand together in the mail, where our hint is between them.
    int evidence = value - segment.value() > 1 ? value : line.start();
    Labelled label =
        new Labelled(
            segment.field(),
            0,
            Math.min(evidence, line.end()),
            Math.min(value, line.end()),
            line.end(),
            true,
            false);
    Read read = new Read(passage, List.of(label), new BitSet());
    return readers.get(segment.field()).apply(new Voice(List.of(read), true, true)).facts();
  }

  /** Without the gaps that our hints leave, and one line where there was one before them. */
  private static String tidy(String words) {
    List<String> lines =
        words
            .lines()
            .map(line -> line.strip().replaceAll("\\s{2,}", " "))
            .filter(line -> !line.isEmpty())
            .toList();
    return String.join(lines.size() == 2 ? " " : "\n", lines);
  }
}
