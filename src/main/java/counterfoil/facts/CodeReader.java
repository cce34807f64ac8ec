package counterfoil.facts;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import counterfoil.facts.FieldDefinition.Check;
import counterfoil.facts.Lexicon.Hit;
import counterfoil.facts.Passage.Line;
import counterfoil.facts.Passage.Range;
import counterfoil.facts.Voice.Read;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads identifiers: those of a sure shape wherever they stand, also inside links; those of a shape
 * that others use too only behind a label or beside a cue.
 */
final class CodeReader {

  private static final int SHORTEST = 4;
  private static final int LONGEST = 200;
  private static final int NEAR = 5;
  private static final int MOST_REFUSED = 50;
  private static final String IN_LINK = "it stands in a link";

  private final FieldDefinition field;
  private final int index;
  private final List<Pattern> shapes;
  private final List<Pattern> cued;

  CodeReader(FieldDefinition field, int index) {
    this.field = field;
    this.index = index;
    this.shapes = joined(field.details().shapes());
    this.cued = joined(field.details().cuedShapes());
  }

  /** One pattern for all shapes, so that a candidate is looked at once. */
  private static List<Pattern> joined(List<Pattern> shapes) {
    if (shapes.isEmpty()) {
      return List.of();
    }
    String all = shapes.stream().map(Pattern::pattern).collect(Collectors.joining(")|(?:"));
    return List.of(
        Pattern.compile(
            "(?:^|[^A-Za-z0-9])((?:" + all + "))(?:[^A-Za-z0-9]|$)", Pattern.CASE_INSENSITIVE));
  }

  Answer read(Voice voice) {
    Findings findings = new Findings();
    for (Read read : voice.passages()) {
      Passage passage = read.passage();
      List<Range> labelled = read.labels(index).stream().map(read::value).toList();
      int link = 0;
      for (Line line : passage.lines()) {
        if (!line.own()) {
          continue;
        }
        int at = line.start();
        while (at < line.end()) {
          while (link < passage.links().size() && passage.links().get(link).end() <= at) {
            link++;
          }
          Link next = link < passage.links().size() ? passage.links().get(link) : null;
          if (next != null && next.start() <= at) {
            inLink(passage, next, findings);
            at = Math.max(at + 1, next.end());
            link++;
            continue;
          }
          if (!isPart(passage.text().charAt(at))) {
            at++;
            continue;
          }
          int end = at;
          boolean digit = false;
          int stop = next == null ? line.end() : Math.min(line.end(), next.start());
          while (end < stop && isPart(passage.text().charAt(end))) {
            digit |= Character.isDigit(passage.text().charAt(end));
            end++;
          }
          if (digit && end - at >= SHORTEST && end - at <= LONGEST) {
            candidate(passage, at, end, labelled, findings);
          }
          at = Math.max(end, at + 1);
        }
      }
    }
    return findings.answer();
  }

  private static boolean isPart(char c) {
    return c >= '0' && c <= '9'
        || c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c == '-'
        || c == '_';
  }

  private void candidate(
      Passage passage, int start, int end, List<Range> labelled, Findings findings) {
    String text = passage.text();
    if (end < text.length() && text.charAt(end) == '@'
        || start > 0 && text.charAt(start - 1) == '@') {
      return;
    }
    String run = text.substring(start, end);
    String code = first(shapes, run);
    boolean sure = !code.isEmpty();
    if (!sure) {
      code = first(cued, run);
    }
    if (code.isEmpty()) {
      return;
    }
    Fact fact = fact(passage, code, code, start + run.indexOf(code));
    if (!sure && !hasCue(passage, start, labelled)) {
      findings.refuse(fact, "others look like this too, and nothing beside it says what it is");
    } else if (!passes(code)) {
      findings.refuse(fact, "its check digit is wrong");
    } else if (isDenied(passage, start)) {
      findings.refuse(fact, Judgement.DENIED.words());
    } else {
      findings.take(
          fact, Rank.PROSE, sure ? "its shape is sure" : "a word beside it says what it is");
    }
  }

  private void inLink(Passage passage, Link link, Findings findings) {
    String address = link.address();
    String words = passage.text().substring(link.start(), link.end());
    for (Pattern pattern : field.details().linkShapes()) {
      Matcher matcher = pattern.matcher(address);
      if (matcher.find() && matcher.groupCount() > 0 && matcher.group(1) != null) {
        findings.take(fact(passage, matcher.group(1), words, link.start()), Rank.LINK, IN_LINK);
        return;
      }
    }
    String code = address.length() < 4000 ? first(shapes, address) : "";
    if (!code.isEmpty()) {
      findings.take(fact(passage, code, words, link.start()), Rank.LINK, IN_LINK);
    }
  }

  private static Fact fact(Passage passage, String code, String evidence, int position) {
    return new Fact(code, evidence, passage.where(position), Fact.Source.STATED);
  }

  /** The identifiers of one voice; each counts where it stands first. */
  private final class Findings {

    private final Map<String, Candidate> taken = new LinkedHashMap<>();
    private final List<Candidate> refused = new ArrayList<>();

    void take(Fact fact, Rank rank, String why) {
      boolean chosen = field.many() || taken.isEmpty();
      taken.putIfAbsent(
          fact.value().toLowerCase(Locale.ROOT),
          new Candidate(
              field.name(), fact, rank, chosen, chosen ? why : why + ", but one stands before"));
    }

    void refuse(Fact fact, String why) {
      if (refused.size() < MOST_REFUSED) {
        refused.add(new Candidate(field.name(), fact, Rank.PROSE, false, why));
      }
    }

    Answer answer() {
      List<Fact> facts =
          taken.values().stream().filter(Candidate::chosen).map(Candidate::fact).toList();
      return new Answer(
          facts, "", Stream.concat(taken.values().stream(), refused.stream()).toList());
    }
  }

  private static String first(List<Pattern> patterns, String text) {
    for (Pattern pattern : patterns) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    return "";
  }

  private boolean passes(String code) {
    return field.details().check() == Check.NONE || isLuhn(code);
  }

  /** ISO/IEC 7812-1, annex B: every second digit from the right doubled, the sum ends in 0. */
  private static boolean isLuhn(String code) {
    int sum = 0;
    boolean twice = false;
    for (int i = code.length() - 1; i >= 0; i--) {
      int digit = Character.digit(code.charAt(i), 10);
      if (digit >= 0) {
        sum += twice ? digit * 2 / 10 + digit * 2 % 10 : digit;
        twice = !twice;
      }
    }
    return sum % 10 == 0;
  }

  /** A label, or a word such as "call" shortly before, with no word such as "request" nearer. */
  private boolean hasCue(Passage passage, int start, List<Range> labelled) {
    for (Range range : labelled) {
      if (start >= range.start() && start < range.end()) {
        return true;
      }
    }
    int token = passage.tokens().from(start);
    if (token >= passage.tokens().size()) {
      return false;
    }
    int cue = -1;
    int not = -1;
    for (Hit hit : passage.near(new Hit(0, 0, token, token))) {
      boolean before = hit.from() < token && token - hit.to() <= NEAR;
      if (before && passage.sentenceOf(hit.from()) == passage.sentenceOf(token)) {
        cue = hit.kind() == passage.language().cues(field) ? hit.from() : cue;
        not = hit.kind() == passage.language().notCues(field) ? hit.from() : not;
      }
    }
    // "Request ID in our call system" begins with what it is.
    return cue >= 0 && cue > not && not != passage.firstToken(passage.sentenceOf(token));
  }

  /** "not CA12, but CA34": the author takes it out. */
  private static boolean isDenied(Passage passage, int start) {
    int token = passage.tokens().from(start);
    if (token >= passage.tokens().size() || passage.isAside(token)) {
      return false;
    }
    for (Mark mark : passage.marks(passage.sentenceOf(token))) {
      if (mark.sign() == Sign.NEGATION
          && mark.to() <= token
          && token - mark.to() <= 1
          && passage.clauseOf(mark.from()) == passage.clauseOf(token)) {
        return true;
      }
    }
    return false;
  }
}
