package counterfoil.mail;

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
 * The language of a text, by its script and its commonest words, from {@code languages.txt}. Made
 * for few sentences with addresses and numbers among them, where statistics over letters need more
 * text than a mail has.
 */
final class LanguageGuess {

  private static final int CHARS = 4_000;

  private static final LanguageGuess STANDARD = load("/counterfoil/mail/languages.txt");

  private final List<String> codes = new ArrayList<>();
  private final Map<String, List<Integer>> languagesOfWord = new HashMap<>();
  private final Map<Character, List<Integer>> languagesOfLetter = new HashMap<>();

  private static LanguageGuess load(String resource) {
    LanguageGuess guess = new LanguageGuess();
    try (InputStream in = LanguageGuess.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader.lines().filter(line -> !line.isBlank() && line.charAt(0) != '#').forEach(guess::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return guess;
  }

  private void add(String line) {
    String[] words = line.strip().split("\\s+");
    int language = codes.size();
    codes.add(words[0]);
    for (char letter : words[1].toCharArray()) {
      languagesOfLetter.computeIfAbsent(letter, key -> new ArrayList<>()).add(language);
    }
    for (int i = 2; i < words.length; i++) {
      List<Integer> languages =
          languagesOfWord.computeIfAbsent(words[i], key -> new ArrayList<>(2));
      if (!languages.contains(language)) {
        languages.add(language);
      }
    }
  }

  /** Two letters (ISO 639-1); {@code en} when it cannot be told. */
  static String of(String text) {
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
      } else if (Character.isWhitespace(c) || ",;.!?()\"".indexOf(c) >= 0 && !isAddress) {
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
    return other.isEmpty() ? codes.get(best(scores)) : other;
  }

  private void score(String word, double[] scores) {
    List<Integer> languages = languagesOfWord.getOrDefault(word, List.of());
    for (int language : languages) {
      scores[language] += 1.0 / languages.size();
    }
    for (int i = 0; i < word.length(); i++) {
      char letter = word.charAt(i);
      if (letter >= 0x80) {
        List<Integer> owners = languagesOfLetter.getOrDefault(letter, List.of());
        for (int language : owners) {
          scores[language] += 0.5 / owners.size();
        }
      }
    }
  }

  private static int best(double[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] > scores[best]) {
        best = i;
      }
    }
    return best;
  }

  /** Counts letters by script; a script that only one language of mail uses tells it at once. */
  private static final class Script {

    private int latin;
    private int kana;
    private int han;
    private int hangul;
    private int cyrillic;
    private int ukrainian;
    private int greek;
    private int hebrew;
    private int arabic;
    private int thai;
    private int devanagari;

    void see(char c) {
      if (c < 0x250) {
        latin++;
        return;
      }
      switch (UnicodeScript.of(c)) {
        case HIRAGANA, KATAKANA -> kana++;
        case HAN -> han++;
        case HANGUL -> hangul++;
        case CYRILLIC -> {
          cyrillic++;
          ukrainian += "іїєґІЇЄҐ".indexOf(c) >= 0 ? 1 : 0;
        }
        case GREEK -> greek++;
        case HEBREW -> hebrew++;
        case ARABIC -> arabic++;
        case THAI -> thai++;
        case DEVANAGARI -> devanagari++;
        default -> latin++;
      }
    }

    /** Empty when the letters are Latin. An ideograph says as much as several letters. */
    String language() {
      int asian = 4 * (kana + han) + 2 * hangul;
      int others = asian + cyrillic + greek + hebrew + arabic + thai + devanagari;
      if (others <= latin / 2) {
        return "";
      }
      int most = Math.max(asian, Math.max(cyrillic, Math.max(greek, Math.max(hebrew, arabic))));
      if (most == asian && asian > 0) {
        return hangul > kana + han ? "ko" : kana * 10 > han ? "ja" : "zh";
      }
      if (most == cyrillic && cyrillic > 0) {
        return ukrainian * 50 > cyrillic ? "uk" : "ru";
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
