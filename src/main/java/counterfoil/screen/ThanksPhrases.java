package counterfoil.screen;

import counterfoil.screen.ShortText.Word;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What people say who say thanks, in one language. Kept in {@code screen/thanks}, a file of each
 * language; {@code languages.txt} says what they hold.
 */
final class ThanksPhrases {

  /** What a phrase does in a mail that says thanks. */
  enum Kind {
    /** "Hello": a name may follow. */
    GREETING,
    /** "Thank you": there must be one. */
    THANKS,
    /** "Tak", which says thanks in Danish and yes in Polish: where the mail is in this language. */
    ELSEWHERE,
    /** "for your help": only behind thanks. */
    REASON,
    /** "it works again": an answer, where something was asked. */
    SOLVED,
    /** "perfect", "ok": may be a yes, where something was asked. */
    PRAISE,
    /** A thumb that is up: thanks by itself, and a yes, where something was asked. */
    NOD,
    /** "have a nice day". */
    FILLER,
    /** "Best regards": a name may follow. */
    CLOSING,
    /** "Mrs": a name follows. */
    HONORIFIC;

    /** Whether a mail with a phrase of this kind says thanks. */
    boolean isThanks() {
      return this == THANKS || this == ELSEWHERE || this == NOD;
    }
  }

  private static final String FOLDER = "/screen/thanks/";

  /** Words that all languages borrow, faces among them. */
  private static final String ANY = "any";

  private final String language;
  private final Map<Kind, Map<String, List<PhrasePattern>>> byFirst = new HashMap<>();

  private ThanksPhrases(String language) {
    this.language = language;
  }

  /** All languages that there are files of, by their code (ISO 639-1). */
  static Map<String, ThanksPhrases> all() {
    Map<String, ThanksPhrases> all = new LinkedHashMap<>();
    for (String language : Phrases.lines(FOLDER + "languages.txt")) {
      ThanksPhrases phrases = new ThanksPhrases(language);
      phrases.load(ANY);
      phrases.load(language);
      all.put(language, phrases);
    }
    return all;
  }

  /** All words of these files, folded. */
  static Set<String> words(String... files) {
    Set<String> words = new HashSet<>();
    for (String file : files) {
      for (String line : Phrases.lines(FOLDER + file + ".txt")) {
        ShortText.of(line).words().forEach(word -> words.add(word.text()));
      }
    }
    return words;
  }

  private void load(String file) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    String heading = "";
    for (String line : Phrases.lines(FOLDER + file + ".txt")) {
      if (line.startsWith("[") && line.endsWith("]")) {
        heading = line.substring(1, line.length() - 1);
      } else {
        lists.computeIfAbsent(heading, key -> new ArrayList<>()).add(line);
      }
    }
    for (Kind kind : Kind.values()) {
      for (String line : lists.getOrDefault(kind.name().toLowerCase(Locale.ROOT), List.of())) {
        add(kind, PhrasePattern.of(line, lists));
      }
    }
  }

  private void add(Kind kind, PhrasePattern pattern) {
    for (String first : pattern.firsts()) {
      byFirst
          .computeIfAbsent(kind, key -> new HashMap<>())
          .computeIfAbsent(first, key -> new ArrayList<>())
          .add(pattern);
    }
  }

  String language() {
    return language;
  }

  /** Words by which thanks may begin: without one of them there is no need to look closer. */
  Set<String> beginnings() {
    Set<String> beginnings = new HashSet<>();
    byFirst.forEach(
        (kind, phrases) -> beginnings.addAll(kind.isThanks() ? phrases.keySet() : Set.of()));
    return beginnings;
  }

  /** Behind which words phrases of this kind end that begin here. */
  BitSet ends(Kind kind, List<Word> words, int from) {
    BitSet ends = new BitSet();
    byFirst
        .getOrDefault(kind, Map.of())
        .getOrDefault(words.get(from).text(), List.of())
        .forEach(pattern -> ends.or(pattern.ends(words, from)));
    return ends;
  }
}
