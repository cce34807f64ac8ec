package counterfoil.facts;

import com.google.re2j.Pattern;
import counterfoil.facts.Passage.Range;
import counterfoil.facts.Voice.Read;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads links of the given hosts and paths. Of several, the one the author says is affected comes
 * first; then labelled ones; then the order of the text.
 */
final class LinkReader {

  private static final int LONGEST = 4000;
  private static final int MOST_REFUSED = 20;

  private final FieldDefinition field;
  private final int index;

  LinkReader(FieldDefinition field, int index) {
    this.field = field;
    this.index = index;
  }

  private record Found(Fact fact, int score, boolean shortened) {}

  Answer read(Voice voice) {
    Map<String, Found> byKey = new LinkedHashMap<>();
    List<Candidate> refused = new ArrayList<>();
    for (Read read : voice.passages()) {
      Passage passage = read.passage();
      List<Range> labelled = read.labels(index).stream().map(read::value).toList();
      for (Link link : passage.ownLinks()) {
        Fact fact =
            new Fact(
                link.address(),
                passage.text().substring(link.start(), link.end()),
                passage.where(link.start()),
                Fact.Source.STATED);
        if (!matches(link.address())) {
          if (refused.size() < MOST_REFUSED) {
            refused.add(candidate(fact, false, "its host or path is not one of this field"));
          }
          continue;
        }
        byKey.merge(
            key(link.address()),
            new Found(fact, score(passage, link, labelled), isShortened(passage.text(), link)),
            (a, b) -> a.score() >= b.score() ? a : new Found(a.fact(), b.score(), a.shortened()));
      }
    }
    List<Found> found = withoutShortened(new ArrayList<>(byKey.values()));
    return answer(found.size() < 2 ? found : named(voice, found), refused);
  }

  /** "Only Stay Royal is affected" speaks for the link that stands behind "Stay Royal". */
  private static List<Found> named(Voice voice, List<Found> found) {
    LinkNames names = new LinkNames(voice);
    return found.stream()
        .map(one -> new Found(one.fact(), one.score() + names.verdict(one.fact()), one.shortened()))
        .toList();
  }

  private Answer answer(List<Found> found, List<Candidate> refused) {
    int best = 0;
    for (int i = 1; i < found.size(); i++) {
      best = found.get(i).score() > found.get(best).score() ? i : best;
    }
    List<Candidate> weighed = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      boolean chosen = i == best || field.many();
      String why = i == best ? "primary: " + why(found, best) : "named beside the primary one";
      weighed.add(candidate(found.get(i).fact(), chosen, why));
    }
    if (best > 0) {
      weighed.add(0, weighed.remove(best));
    }
    List<Fact> facts = weighed.stream().filter(Candidate::chosen).map(Candidate::fact).toList();
    weighed.addAll(refused);
    return new Answer(facts, "", weighed);
  }

  private static String why(List<Found> found, int best) {
    if (found.size() == 1) {
      return "the only one";
    }
    return best > 0 || found.get(0).score() > 0
        ? "most speaks for it as the affected one"
        : "the first that is named";
  }

  private Candidate candidate(Fact fact, boolean chosen, String why) {
    return new Candidate(field.name(), fact, Rank.LINK, chosen, why);
  }

  private boolean matches(String address) {
    if (address.length() > LONGEST) {
      return false;
    }
    int host = address.indexOf("://") + 3;
    int path = host;
    while (path < address.length() && "/?#".indexOf(address.charAt(path)) < 0) {
      path++;
    }
    String rest = address.substring(path);
    return any(field.details().hosts(), address.substring(host, path), true)
        && (field.details().paths().isEmpty() || any(field.details().paths(), rest, false))
        && !any(field.details().notPaths(), rest, false);
  }

  private static boolean any(List<Pattern> patterns, String text, boolean whole) {
    for (Pattern pattern : patterns) {
      if (whole ? pattern.matches(text) : pattern.matcher(text).lookingAt()) {
        return true;
      }
    }
    return false;
  }

  /** Scheme, case of the host and a slash at the end make no other link. */
  private static String key(String address) {
    String bare = address.replaceFirst("^https?://", "");
    int slash = bare.indexOf('/');
    String host = slash < 0 ? bare : bare.substring(0, slash);
    String path = slash < 0 ? "" : bare.substring(slash);
    return host.toLowerCase(Locale.ROOT)
        + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
  }

  /** Mail programs show long links shortened beside the whole one. */
  private static List<Found> withoutShortened(List<Found> found) {
    if (found.size() < 2 || found.size() > 50) {
      return found;
    }
    found.removeIf(
        one ->
            one.shortened()
                && found.stream()
                    .anyMatch(
                        other ->
                            other != one && other.fact().value().startsWith(one.fact().value())));
    return found;
  }

  private static boolean isShortened(String text, Link link) {
    return text.startsWith("\u2026", link.end()) || text.startsWith("...", link.end());
  }

  /** What the clause around the link says of it. */
  private int score(Passage passage, Link link, List<Range> labelled) {
    int score = 0;
    for (Range range : labelled) {
      score = link.start() >= range.start() && link.start() < range.end() ? 1 : score;
    }
    int token = passage.tokens().from(link.start());
    if (token >= passage.tokens().size() || passage.isAside(token)) {
      return score;
    }
    int clause = passage.clauseOf(token);
    int sentence = passage.sentenceOf(token);
    int verdict = verdict(passage, sentence, clause, token);
    if (verdict == 0
        && passage.firstToken(sentence) == token
        && passage.endToken(sentence) == token + 1
        && sentence > 0
        && !passage.isAside(passage.firstToken(sentence - 1))) {
      // A link alone on its line belongs to the sentence that led to it.
      String between = passage.text().substring(passage.tokens().end(token - 1), link.start());
      if (between.contains(":")) {
        verdict = verdict(passage, sentence - 1, passage.clauseOf(token - 1), token);
      }
    }
    return score + verdict;
  }

  /** "It does not work: <link>". */
  private static boolean isClauseStart(Passage passage, int token) {
    return token > 0 && passage.clauseOf(token - 1) != passage.clauseOf(token);
  }

  private static int verdict(Passage passage, int sentence, int clause, int token) {
    int verdict = 0;
    boolean compared = false;
    for (Mark mark : passage.marks(sentence)) {
      compared |= mark.sign() == Sign.COMPARISON && mark.from() < token;
      int at = passage.clauseOf(mark.from());
      // The clause itself, or what it leads to: "our other project <link>, works fine".
      boolean leads =
          at == clause - 1 && passage.tokens().size() > 1 && isClauseStart(passage, token);
      if (at == clause || leads || at == clause + 1 && verdict == 0) {
        verdict = mark.isTrouble() ? 2 : mark.isFine() ? -2 : verdict;
      }
    }
    return compared ? Math.min(verdict, -1) : verdict;
  }
}
