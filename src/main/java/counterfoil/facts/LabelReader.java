package counterfoil.facts;

import counterfoil.facts.FieldDefinition.Kind;
import counterfoil.facts.FieldDefinition.Prose;
import counterfoil.facts.Lexicon.Hit;
import counterfoil.facts.Passage.Line;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Finds labels: at the start of a line or behind a full stop, before a colon, an equals sign or a
 * table's border, or alone on a line. Bullets, bold type and small slips of the keyboard do not
 * matter.
 */
final class LabelReader {

  private static final String SEPARATORS = ":\uff1a=\t|";
  private static final String WEAK_SEPARATORS = "?\u2013\u2014-\u2192\uff1f";
  private static final int MOST_WORDS_BEFORE = 3;
  private static final int MOST_WORDS_BEHIND = 6;
  private static final int LONGEST_LABEL = 60;
  private static final int MOST_GUESSES = 200;

  private static final Comparator<Labelled> ORDER =
      Comparator.comparingInt(Labelled::line).thenComparingInt(Labelled::labelStart);

  private final List<FieldDefinition> fields;
  private final Spelling spelling = new Spelling();

  LabelReader(FieldDefinitions definitions) {
    this.fields = definitions.fields();
    for (int i = 0; i < fields.size(); i++) {
      for (String label : fields.get(i).labels().all()) {
        spelling.add(label, i);
      }
    }
  }

  /** The labels of a passage, in order. */
  List<Labelled> read(Passage passage) {
    List<Labelled> found = new ArrayList<>();
    List<Hit> hits = passage.hits();
    int next = 0;
    int guesses = 0;
    for (int i = 0; i < passage.lines().size(); i++) {
      Line line = passage.lines().get(i);
      int before = found.size();
      List<Labelled> cells = TableHead.cellsBelow(passage, i, next);
      if (!cells.isEmpty()) {
        found.addAll(cells);
        while (next < hits.size() && hits.get(next).from() < line.to()) {
          next++;
        }
        continue;
      }
      while (next < hits.size() && hits.get(next).from() < line.to()) {
        Hit hit = hits.get(next++);
        if (hit.kind() == passage.language().label() && hit.from() >= line.from()) {
          atHit(passage, i, line, hit, found);
        }
      }
      if (found.size() == before && mayBeLabelled(passage, line) && ++guesses <= MOST_GUESSES) {
        misspelt(passage, i, line, found);
      }
      cutAtNextLabel(passage, found, before, line);
    }
    found.sort(ORDER);
    return found;
  }

  /** The lines under labels of lists and expectations: they tell something else than the matter. */
  BitSet elsewhere(Passage passage, List<Labelled> labels) {
    BitSet elsewhere = new BitSet();
    int next = 0;
    for (Labelled label : labels) {
      next++;
      FieldDefinition field = fields.get(label.field());
      if (field.kind() != Kind.LIST && field.details().prose() != Prose.EXPECTATION) {
        continue;
      }
      int stop = passage.lines().size();
      if (next < labels.size()) {
        stop = labels.get(next).line();
      }
      elsewhere.set(label.line());
      boolean told = !label.isEmpty();
      boolean gap = false;
      boolean listed = false;
      for (int i = label.line() + 1; i < stop; i++) {
        Line line = passage.lines().get(i);
        gap |= line.isBlank();
        if (!line.isBlank()) {
          boolean item = passage.isListItem(line);
          if (told && !item && (gap || listed && !passage.goesOn(i))) {
            break;
          }
          listed |= item;
          told = true;
          gap = false;
          elsewhere.set(i);
        }
      }
    }
    return elsewhere;
  }

  private void atHit(Passage passage, int number, Line line, Hit hit, List<Labelled> found) {
    Tokens tokens = passage.tokens();
    String text = passage.text();
    FieldDefinition field = fields.get(Language.fieldOf(hit));
    boolean strict = field.kind() == Kind.TEXT || field.kind() == Kind.LIST;
    int first = firstToken(passage, line);
    int labelStart = tokens.start(hit.from());
    boolean atStart = hit.from() - first <= (strict ? 1 : MOST_WORDS_BEFORE);
    boolean quiet = atStart && !containsLink(tokens, first, hit.from());
    int is = strict || !quiet ? hit.to() : afterCopula(passage, hit, line);
    if (is > hit.to() && is < line.to()) {
      // "The environment is Live, ...": no colon, and the value is the clause.
      add(
          found,
          labelled(hit, number, labelStart, tokens.start(is), endOfClause(passage, is), false));
      return;
    }
    int at = tokens.end(hit.to() - 1);
    int words = hit.to();
    // What stands between the label and its colon: "(if applicable)", "in our account".
    while (at < line.end() && SEPARATORS.indexOf(text.charAt(at)) < 0 && !isLeader(text, at)) {
      char c = text.charAt(at);
      if (words < line.to() && at >= tokens.start(words)) {
        if (tokens.word(words).equals(Tokens.LINK)) {
          break;
        }
        at = tokens.end(words);
        words++;
        if (words - hit.to() > MOST_WORDS_BEHIND) {
          return;
        }
        continue;
      }
      boolean asks = c == '?' || c == '\uff1f';
      if (quiet && (words == hit.to() || asks) && isWeakSeparator(text, at, line)) {
        break;
      }
      if (c == '.' || c == ';' || c == ',' && !strict && !quiet) {
        return;
      }
      at++;
    }
    boolean atEnd = at >= line.end();
    if (atEnd) {
      // A heading: the label with hardly anything else, or a label and a value apart by spaces.
      boolean alone = quiet && line.to() - hit.to() <= (strict ? 2 : 0);
      if (alone && hit.from() - first <= 1) {
        add(
            found,
            labelled(hit, number, labelStart, line.end(), line.end(), exact(hit, first, words)));
      } else if (quiet
          && hit.from() == first
          && hit.to() < line.to()
          && tokens.start(hit.to()) - tokens.end(hit.to() - 1) >= 2
          && text.substring(tokens.end(hit.to() - 1), tokens.start(hit.to())).isBlank()) {
        add(found, labelled(hit, number, labelStart, tokens.start(hit.to()), line.end(), true));
      }
      return;
    }
    if (words < line.to() && at >= tokens.start(words)) {
      // A link ended the search: "Project https://..." needs no colon, and the link is found
      // anyway.
      return;
    }
    boolean weak = SEPARATORS.indexOf(text.charAt(at)) < 0 && !isLeader(text, at);
    boolean opens = passage.firstToken(passage.sentenceOf(hit.from())) == hit.from();
    boolean fits =
        quiet
            || !strict
                && !weak
                && words - hit.to() <= (opens ? MOST_WORDS_BEFORE : 1)
                && beginsHere(text, labelStart, line);
    if (!fits || strict && words - hit.to() > MOST_WORDS_BEHIND - 2) {
      return;
    }
    int start = at + 1;
    while (start < line.end()
        && " \t\u00a0*_`:=|.\u2026\uff1a\u3000".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    add(
        found,
        labelled(
            hit,
            number,
            labelStart,
            Math.min(start, line.end()),
            line.end(),
            exact(hit, first, words)));
  }

  /** Behind "is" or "would be", when it follows the label; else behind the label. */
  private static int afterCopula(Passage passage, Hit label, Line line) {
    for (Hit hit : passage.near(label)) {
      if (hit.kind() == Sign.COPULA.ordinal() && hit.from() == label.to() && hit.to() < line.to()) {
        return hit.to();
      }
    }
    return label.to();
  }

  private static int endOfClause(Passage passage, int token) {
    int last = token;
    while (last + 1 < passage.tokens().size()
        && passage.clauseOf(last + 1) == passage.clauseOf(token)) {
      last++;
    }
    return passage.tokens().end(last);
  }

  private static Labelled labelled(
      Hit hit, int line, int labelStart, int start, int end, boolean exact) {
    return new Labelled(
        Language.fieldOf(hit), line, labelStart, start, end, exact, Language.isLesser(hit));
  }

  private static boolean exact(Hit hit, int first, int words) {
    return hit.from() == first && words == hit.to();
  }

  /** "Environment ..... Live". */
  private static boolean isLeader(String text, int at) {
    return text.startsWith("...", at) || text.charAt(at) == '\u2026';
  }

  private static boolean isWeakSeparator(String text, int at, Line line) {
    char c = text.charAt(at);
    if (WEAK_SEPARATORS.indexOf(c) < 0) {
      return false;
    }
    return c == '?'
        || c == '\u2192'
        || c == '\uff1f'
        || at > line.start()
            && text.charAt(at - 1) == ' '
            && (at + 1 >= line.end() || text.charAt(at + 1) == ' ');
  }

  /** Several labels of one field at one place count once. */
  private static void add(List<Labelled> found, Labelled labelled) {
    if (!found.isEmpty()) {
      Labelled last = found.get(found.size() - 1);
      if (last.line() == labelled.line() && last.start() == labelled.start()) {
        return;
      }
    }
    found.add(labelled);
  }

  /** Whether a label may begin in the middle of a line: behind punctuation. */
  private static boolean beginsHere(String text, int labelStart, Line line) {
    int at = labelStart - 1;
    while (at >= line.start() && " \t*_\u00a0".indexOf(text.charAt(at)) >= 0) {
      at--;
    }
    return at < line.start()
        || ".,;|(!?\u2013-\t)/\u2022\"{".indexOf(text.charAt(at)) >= 0
        || at < labelStart - 3;
  }

  private static int firstToken(Passage passage, Line line) {
    int start = passage.itemStart(line);
    int first = line.from();
    while (first < line.to() && passage.tokens().start(first) < start) {
      first++;
    }
    return first;
  }

  private static boolean containsLink(Tokens tokens, int from, int to) {
    for (int i = from; i < to; i++) {
      if (tokens.word(i).equals(Tokens.LINK)) {
        return true;
      }
    }
    return false;
  }

  /** A value of a line ends where the next label of that line begins. */
  private static void cutAtNextLabel(Passage passage, List<Labelled> found, int from, Line line) {
    String text = passage.text();
    for (int i = from; i + 1 < found.size(); i++) {
      Labelled one = found.get(i);
      int end = Math.max(one.start(), found.get(i + 1).labelStart());
      while (end > one.start() && " \t,;|(*_/.-\u2013".indexOf(text.charAt(end - 1)) >= 0) {
        end--;
      }
      found.set(
          i,
          new Labelled(
              one.field(),
              one.line(),
              one.labelStart(),
              one.start(),
              end,
              one.exact(),
              one.lesser()));
    }
  }

  private static boolean mayBeLabelled(Passage passage, Line line) {
    int most = Math.min(line.end(), line.start() + LONGEST_LABEL);
    for (int at = line.start(); at < most; at++) {
      if (":=\uff1a\t|".indexOf(passage.text().charAt(at)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** "Enviroment: live": one or two letters off is still the label. */
  private void misspelt(Passage passage, int number, Line line, List<Labelled> found) {
    String text = passage.text();
    int most = Math.min(line.end(), line.start() + LONGEST_LABEL);
    int start = passage.itemStart(line);
    int at = start;
    while (at < most && ":=\uff1a\t|".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (at >= most || at == start) {
      return;
    }
    String label = Tokens.compact(text.substring(start, at));
    if (label.length() < 4 || label.length() > 30) {
      return;
    }
    int best = spelling.nearest(label);
    if (best >= 0) {
      int value = at + 1;
      while (value < line.end() && " \t*_`:=|\uff1a\u00a0".indexOf(text.charAt(value)) >= 0) {
        value++;
      }
      found.add(
          new Labelled(best, number, start, Math.min(value, line.end()), line.end(), true, false));
    }
  }
}
