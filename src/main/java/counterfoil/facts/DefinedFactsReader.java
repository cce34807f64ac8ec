package counterfoil.facts;

import counterfoil.facts.FieldDefinition.Kind;
import counterfoil.facts.Lexicon.Hit;
import counterfoil.facts.Passage.Range;
import counterfoil.facts.Voice.Read;
import counterfoil.mail.ParsedMail;
import counterfoil.reply.FormBlock;
import counterfoil.reply.MailText;
import counterfoil.reply.MailText.Part;
import counterfoil.reply.MailText.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads the facts that {@link FieldDefinitions} describe.
 *
 * <p>Labelled lines come before the subject, the subject before prose, prose before links, and the
 * author before what they pass on. What they only quote stands in {@link Facts#fallback()}, but for
 * what they filled in there: {@link Facts#answers()}. Safe for many threads at once; linear in the
 * length of the mail.
 */
public final class DefinedFactsReader implements FactsReader {

  private static final int MOST_VALUES = 200;

  private static final String SAID = "the author says it, and comes before what is passed on";

  private static final String ONLY_QUOTED =
      "it is only quoted, and counts where the mail opens a ticket of its own";

  private final FieldDefinitions definitions;
  private final LabelReader labels;
  private final LinkFinder links;
  private final FormReader forms;
  private final Languages languages;
  private final List<Function<Voice, Answer>> readers = new ArrayList<>();

  /** Makes the definitions ready; costs some milliseconds, so keep it. */
  public DefinedFactsReader(FieldDefinitions definitions) {
    this.definitions = definitions;
    this.labels = new LabelReader(definitions);
    this.links =
        new LinkFinder(
            definitions.fields().stream().flatMap(f -> f.details().hosts().stream()).toList());
    this.languages = new Languages(definitions);
    for (int i = 0; i < definitions.fields().size(); i++) {
      readers.add(reader(definitions.fields().get(i), i));
    }
    this.forms = new FormReader(definitions, links, readers);
  }

  private static Function<Voice, Answer> reader(FieldDefinition field, int index) {
    return switch (field.kind()) {
      case LINK -> new LinkReader(field, index)::read;
      case CODE -> new CodeReader(field, index)::read;
      case CHOICE -> new ChoiceReader(field, index)::read;
      case LEVEL -> new LevelReader(field, index)::read;
      case TEXT -> new TextReader(field, index)::read;
      case LIST -> new ListReader(field, index)::read;
    };
  }

  @Override
  public Facts read(ParsedMail mail) {
    return explain(mail).facts();
  }

  /** The facts of this mail with all that was weighed to find them; never throws on any text. */
  public Explanation explain(ParsedMail mail) {
    Language language = languages.of(mail.language());
    MailText text = mail.text();
    boolean reply = isReply(mail);
    List<Range> forwarded = ranges(text, Part.FORWARDED);
    List<Range> quoted = ranges(text, Part.QUOTED);
    Voice author =
        new Voice(
            List.of(
                read("body", text.full(), authorRanges(text), 0, language),
                read("subject", mail.subject(), whole(mail.subject()), 0, language)),
            reply,
            !forwarded.isEmpty());
    Findings findings = new Findings(author);
    if (!forwarded.isEmpty()) {
      findings.addFrom(voice("forwarded", text, forwarded, language));
    }
    findings.infer();
    List<Candidate> weighed = new ArrayList<>(findings.weighed());
    Map<String, List<Fact>> fallback = Map.of();
    if (!quoted.isEmpty()) {
      Findings history = new Findings(voice("quoted", text, withoutTears(quoted, text), language));
      history.infer();
      fallback = history.values();
      history.weighed().forEach(candidate -> weighed.add(candidate.lost(ONLY_QUOTED)));
    }
    return new Explanation(
        new Facts(
            findings.values(),
            missing(findings.values(), author),
            fallback,
            findings.notes(),
            quoted.isEmpty() ? List.of() : forms.read(text, language)),
        inOrder(weighed));
  }

  private List<Candidate> inOrder(List<Candidate> weighed) {
    List<Candidate> ordered = new ArrayList<>(weighed.size());
    for (FieldDefinition field : definitions.fields()) {
      weighed.stream().filter(one -> one.field().equals(field.name())).forEach(ordered::add);
    }
    return List.copyOf(ordered);
  }

  /** RFC 5322 section 3.6.4 or 3.6.5: an answer names what it answers, or says "Re:". */
  private static boolean isReply(ParsedMail mail) {
    String subject = mail.subject().strip().toLowerCase(Locale.ROOT);
    return !mail.inReplyTo().isEmpty()
        || !mail.references().isEmpty()
        || subject.startsWith("re:")
        || subject.startsWith("aw:")
        || subject.startsWith("sv:");
  }

  private Voice voice(String zone, MailText text, List<Range> ranges, Language language) {
    int counted = ranges.get(0).start();
    // Quoted are mostly our own letters: their courtesy and questions tell nothing.
    boolean answered = zone.equals("quoted");
    return new Voice(List.of(read(zone, text.full(), ranges, counted, language)), answered, false);
  }

  private Read read(String zone, String text, List<Range> ranges, int counted, Language language) {
    Passage passage = new Passage(zone, text, ranges, counted, language, links);
    List<Labelled> found = labels.read(passage);
    return new Read(passage, found, labels.elsewhere(passage, found));
  }

  private static List<Range> whole(String text) {
    return text.isEmpty() ? List.of() : List.of(new Range(0, text.length(), true));
  }

  private static List<Range> ranges(MailText text, Part part) {
    return text.spans().stream()
        .filter(span -> span.part() == part && span.end() > span.start())
        .map(span -> new Range(span.start(), span.end(), true))
        .toList();
  }

  /** The lines around what a letter of ours asks for are no part of any value. */
  private static List<Range> withoutTears(List<Range> ranges, MailText text) {
    List<Span> tears = FormBlock.tearLines(text);
    if (tears.isEmpty()) {
      return ranges;
    }
    List<Range> cut = new ArrayList<>();
    for (Range range : ranges) {
      int from = range.start();
      for (Span tear : tears) {
        if (tear.start() >= from && tear.end() <= range.end()) {
          cut.add(new Range(from, tear.start(), true));
          cut.add(new Range(tear.start(), tear.end(), false));
          from = tear.end();
        }
      }
      cut.add(new Range(from, range.end(), true));
    }
    return cut;
  }

  /** What the author wrote; and the quoted questions right above an answer, as its labels. */
  private static List<Range> authorRanges(MailText text) {
    List<Range> ranges = new ArrayList<>();
    List<Span> spans = text.spans();
    boolean written = false;
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      if (span.end() <= span.start()) {
        continue;
      }
      if (span.part() == Part.NEW) {
        written = true;
        ranges.add(new Range(span.start(), span.end(), true));
      } else if (span.part() == Part.QUOTED
          && written
          && i + 1 < spans.size()
          && spans.get(i + 1).part() == Part.NEW) {
        ranges.add(new Range(span.start(), span.end(), false));
      }
    }
    return ranges;
  }

  /** What is required, was not given, and makes sense to ask. */
  private List<String> missing(Map<String, List<Fact>> values, Voice author) {
    List<String> missing = new ArrayList<>();
    for (FieldDefinition field : definitions.fields()) {
      if (field.required() && !values.containsKey(field.name()) && isAsked(field, author)) {
        missing.add(field.name());
      }
    }
    return List.copyOf(missing);
  }

  private static boolean isAsked(FieldDefinition field, Voice author) {
    for (Read read : author.passages()) {
      Passage passage = read.passage();
      for (Hit hit : passage.hits()) {
        if (hit.kind() == passage.language().notAsked(field) && !passage.isAside(hit.from())) {
          return false;
        }
      }
    }
    return true;
  }

  /** What the voices say, gathered field by field. */
  private final class Findings {

    private final List<Voice> voices = new ArrayList<>();
    private final Map<String, List<Fact>> values = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Candidate> weighed = new ArrayList<>();

    Findings(Voice first) {
      addFrom(first);
    }

    /** Adds what another voice says where the first left a gap, or where all values are kept. */
    void addFrom(Voice voice) {
      boolean first = voices.isEmpty();
      voices.add(voice);
      for (int i = 0; i < definitions.fields().size(); i++) {
        FieldDefinition field = definitions.fields().get(i);
        List<Fact> known = values.getOrDefault(field.name(), List.of());
        boolean gathers = field.kind() == Kind.LINK || field.kind() == Kind.CODE;
        Answer answer = readers.get(i).apply(voice);
        if (!known.isEmpty() && !(gathers && field.many())) {
          answer.weighed().forEach(candidate -> weighed.add(candidate.lost(SAID)));
          continue;
        }
        List<Fact> all = together(known, answer.facts());
        weighed.addAll(answer.weighed());
        if (!all.isEmpty()) {
          values.put(field.name(), all);
        }
        if (known.size() + answer.facts().size() > MOST_VALUES) {
          notes.add(field + ": more than " + MOST_VALUES + " values; the first of them are kept");
        }
        if (!answer.note().isEmpty() && (first || !all.isEmpty())) {
          notes.add(answer.note());
        }
      }
    }

    /** Each value once, where it stands first; as many as a person would ever look at. */
    private List<Fact> together(List<Fact> known, List<Fact> more) {
      Map<String, Fact> byValue = new LinkedHashMap<>();
      Stream.concat(known.stream(), more.stream())
          .limit(MOST_VALUES)
          .forEach(fact -> byValue.putIfAbsent(fact.value().toLowerCase(Locale.ROOT), fact));
      return List.copyOf(byValue.values());
    }

    /** Infers levels nobody stated, from the first voice that tells enough. */
    void infer() {
      for (FieldDefinition field : definitions.fields()) {
        if (!field.details().inferred() || values.containsKey(field.name())) {
          continue;
        }
        List<Severity.Verdict> verdicts =
            voices.stream().map(Severity::of).flatMap(Optional::stream).toList();
        verdicts.stream()
            .filter(Severity.Verdict::sure)
            .findFirst()
            .or(() -> verdicts.stream().findFirst())
            .ifPresent(
                verdict -> {
                  int level = lowered(field, verdict.level());
                  Fact read = verdict.fact();
                  Fact fact =
                      new Fact(
                          field.values().get(level),
                          read.evidence(),
                          read.where(),
                          Fact.Source.INFERRED);
                  values.put(field.name(), List.of(fact));
                  weighed.add(
                      new Candidate(
                          field.name(),
                          fact,
                          Rank.INFERENCE,
                          true,
                          verdict.why() + place(field, level > verdict.level())));
                });
      }
    }

    /** The place is one of the reasons: {@code + Live}. */
    private String place(FieldDefinition field, boolean isLowered) {
      Optional<String> condition = field.details().loweredOutside();
      if (condition.isEmpty()) {
        return "";
      }
      String name = condition.get().substring(0, condition.get().indexOf('='));
      String place =
          values.getOrDefault(name, List.of()).stream()
              .map(fact -> " + " + fact.value())
              .findFirst()
              .orElse("");
      return isLowered ? place + ", one less outside " + condition.get() : place;
    }

    /** Nobody waits on the phone where customers do not call: one level less. */
    private int lowered(FieldDefinition field, int level) {
      Optional<String> condition = field.details().loweredOutside();
      if (condition.isEmpty() || level > 1) {
        return level;
      }
      int equals = condition.get().indexOf('=');
      List<Fact> place = values.getOrDefault(condition.get().substring(0, equals), List.of());
      boolean inside =
          place.isEmpty() || place.get(0).value().equals(condition.get().substring(equals + 1));
      return inside ? level : level + 1;
    }

    /** By field, in the order of the definitions. */
    Map<String, List<Fact>> values() {
      Map<String, List<Fact>> ordered = new LinkedHashMap<>();
      for (FieldDefinition field : definitions.fields()) {
        List<Fact> facts = values.getOrDefault(field.name(), List.of());
        if (!facts.isEmpty()) {
          ordered.put(field.name(), facts);
        }
      }
      return Collections.unmodifiableMap(ordered);
    }

    List<String> notes() {
      return List.copyOf(notes);
    }

    List<Candidate> weighed() {
      return weighed;
    }
  }
}
