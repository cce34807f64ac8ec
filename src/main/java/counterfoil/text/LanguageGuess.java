package counterfoil.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The language of a text, by its script, its commonest words and the look of the others, from
 * {@code languages.txt}. Made for few sentences with addresses and numbers among them, where
 * statistics over letters need more text than a mail has.
 */
public final class LanguageGuess {

  /** Undetermined (ISO 639-2): nothing in the text tells its language. */
  public static final String UNKNOWN = "und";

  /** The beginning tells as much as the whole. */
  private static final int CHARS = 1_000;

  private static final float[] NOTHING = {};
  private static final int LONGEST_ENDING = 6;

  private static final double WORD = 1.0;
  private static final double LETTER = 0.5;
  private static final double ENDING = 0.25;
  private static final float TRIPLE = 0.12f;

  /** Keeps three letters that were seen once from counting as much as those seen often. */
  private static final float EVEN = 0.004f;

  /** Lines that the list may have. */
  private static final int MOST = 32;

  /** A word that one language has alone, or two that it shares with others. */
  private static final double ENOUGH = 0.7;

  private static final LanguageGuess STANDARD = load("languages.txt");

  private final List<String> codes = new ArrayList<>();
  private final Map<String, List<Integer>> ofWord = new HashMap<>();
  private final Map<String, List<Integer>> ofEnding = new HashMap<>();

  /** Three letters in a row, of a word between blanks, and what they count for each language. */
  private final Map<String, float[]> ofTriple = new HashMap<>();

  private final Map<String, List<Integer>> ofLetter = new HashMap<>();

  private static LanguageGuess load(String resource) {
    LanguageGuess guess = new LanguageGuess();
    try (InputStream in = LanguageGuess.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader.lines().filter(line -> !line.isBlank() && line.charAt(0) != '#').forEach(guess::add);
      guess.ofTriple.values().forEach(LanguageGuess::weigh);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return guess;
  }

  private void add(String line) {
    String[] parts = line.strip().split("\\s+");
    int language = codes.size();
    float share = 1f / parts.length;
    codes.add(parts[0]);
    parts[1].codePoints().forEach(c -> add(ofLetter, Character.toString(c), language));
    for (int i = 2; i < parts.length; i++) {
      String part = parts[i];
      boolean isEnding = part.charAt(0) == '-';
      add(isEnding ? ofEnding : ofWord, isEnding ? part.substring(1) : part, language);
      triples(isEnding ? part.substring(1) + " " : " " + part + " ")
          .forEach(
              triple ->
                  ofTriple.computeIfAbsent(triple, key -> new float[MOST])[language] += share);
    }
  }

  /** Makes weights of frequencies: what one language has alone tells most. */
  private static void weigh(float[] shares) {
    float all = EVEN;
    for (float share : shares) {
      all += share;
    }
    for (int language = 0; language < shares.length; language++) {
      shares[language] *= TRIPLE / all;
    }
  }

  private static void add(Map<String, List<Integer>> known, String part, int language) {
    List<Integer> languages = known.computeIfAbsent(part, key -> new ArrayList<>(2));
    if (!languages.contains(language)) {
      languages.add(language);
    }
  }

  /** Two letters (ISO 639-1); {@link #UNKNOWN} when it cannot be told. */
  public static String of(String text) {
    return STANDARD.guess(text.length() > CHARS ? text.substring(0, CHARS) : text);
  }

  private String guess(String text) {
    Script script = new Script();
    double[] scores = new double[codes.size()];
    StringBuilder word = new StringBuilder();
    boolean isAddress = false;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (Character.isLetter(c) || (c == '\'' || c == '’') && word.length() > 0) {
        word.append(c == '’' ? '\'' : Character.toLowerCase(c));
        script.see(c);
      } else if (Character.isWhitespace(c) || !isAddress && !isOfAddress(c)) {
        if (!isAddress) {
          score(word.toString(), scores);
        }
        word.setLength(0);
        isAddress = isAddress && !Character.isWhitespace(c);
      } else {
        // Addresses, numbers and names of files are in no language.
        isAddress = true;
      }
    }
    String other = script.language();
    return other.isEmpty() ? best(scores) : other;
  }

  private static boolean isOfAddress(char c) {
    return c >= '0' && c <= '9' || "@/\\_=&%#$~^|<>+*".indexOf(c) >= 0;
  }

  private void score(String word, double[] scores) {
    List<Integer> languages = ofWord.getOrDefault(word, List.of());
    count(languages, WORD, scores);
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) >= 0x80) {
        count(ofLetter.getOrDefault(word.substring(i, i + 1), List.of()), LETTER, scores);
      }
    }
    if (languages.isEmpty()) {
      look(word, scores);
    }
  }

  /** What the look of an unknown word tells: its longest known ending, and all its letters. */
  private void look(String word, double[] scores) {
    int start = Math.max(2, word.length() - LONGEST_ENDING);
    for (int i = start; i < word.length(); i++) {
      List<Integer> languages = ofEnding.getOrDefault(word.substring(i), List.of());
      if (!languages.isEmpty()) {
        count(languages, ENDING, scores);
        break;
      }
    }
    for (String triple : triples(" " + word + " ")) {
      float[] weights = ofTriple.getOrDefault(triple, NOTHING);
      for (int language = 0; language < Math.min(weights.length, scores.length); language++) {
        scores[language] += weights[language];
      }
    }
  }

  private static List<String> triples(String word) {
    List<String> triples = new ArrayList<>();
    for (int i = 0; i + 3 <= word.length(); i++) {
      triples.add(word.substring(i, i + 3));
    }
    return triples;
  }

  private static void count(List<Integer> languages, double weight, double[] scores) {
    for (int language : languages) {
      scores[language] += weight / languages.size();
    }
  }

  private String best(double[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] > scores[best]) {
        best = i;
      }
    }
    return scores[best] < ENOUGH ? UNKNOWN : codes.get(best);
  }

  /** Counts letters by script; a script that only one language of mail uses tells it at once. */
  private static final class Script {

    private int words;
    private int kana;
    private int han;
    private int hangul;
    private int greek;
    private int hebrew;
    private int arabic;
    private int thai;
    private int devanagari;

    void see(char c) {
      if (c < 0x250) {
        words++;
        return;
      }
      switch (UnicodeScript.of(c)) {
        case HIRAGANA, KATAKANA -> kana++;
        case HAN -> han++;
        case HANGUL -> hangul++;
        case GREEK -> greek++;
        case HEBREW -> hebrew++;
        case ARABIC -> arabic++;
        case THAI -> thai++;
        case DEVANAGARI -> devanagari++;
        default -> words++;
      }
    }

    /** Empty for the scripts of many languages. An ideograph says as much as several letters. */
    String language() {
      int asian = 4 * (kana + han) + 2 * hangul;
      int others = asian + greek + hebrew + arabic + thai + devanagari;
      if (others <= words / 2) {
        return "";
      }
      int most = Math.max(asian, Math.max(greek, Math.max(hebrew, arabic)));
      if (most == asian && asian > 0) {
        return hangul > kana + han ? "ko" : kana * 10 > han ? "ja" : "zh";
      }
      if (most == greek && greek > 0) {
        return "el";
      }
      if (most == hebrew && hebrew > 0) {
        return "he";
      }
      if (most == arabic && arabic > 0) {
        return "ar";
      }
      return thai > devanagari ? "th" : "hi";
    }
  }
}
