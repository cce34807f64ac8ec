package counterfoil.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words of many languages by which quotes, forwarded mails and signatures are known, from
 * {@code reply-patterns.txt}.
 */
final class QuotePatterns {

  static final QuotePatterns STANDARD = load("/counterfoil/mail/reply-patterns.txt");

  private static final int LONGEST = 400;
  private static final PatternSet NONE = new PatternSet();

  /** The header lines of a quoted mail. */
  enum Label {
    FROM,
    DATE,
    TO,
    SUBJECT,
    CC
  }

  private final Map<String, PatternSet> lines = new HashMap<>();
  private final Map<String, Set<Label>> labels = new HashMap<>();
  private final Set<String> signOffs = new HashSet<>();
  private final Set<String> replyPrefixes = new HashSet<>();
  private final Set<String> forwardPrefixes = new HashSet<>();

  private static QuotePatterns load(String resource) {
    QuotePatterns patterns = new QuotePatterns();
    try (InputStream in = QuotePatterns.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader
          .lines()
          .filter(line -> !line.isBlank() && line.charAt(0) != '#')
          .forEach(patterns::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return patterns;
  }

  private void add(String line) {
    String[] words = line.strip().split("\\s+", 3);
    String pattern = words[2].toLowerCase(Locale.ROOT);
    switch (words[0]) {
      case "from", "date", "to", "subject", "cc" ->
          labels
              .computeIfAbsent(pattern, key -> new HashSet<>())
              .add(Label.valueOf(words[0].toUpperCase(Locale.ROOT)));
      case "signoff" -> signOffs.add(pattern);
      case "re" -> replyPrefixes.add(pattern);
      case "fwd" -> forwardPrefixes.add(pattern);
      default -> lines.computeIfAbsent(words[0], key -> new PatternSet()).add(pattern);
    }
  }

  /** A line as the patterns see it: lower case, white space folded, cut at a sane length. */
  static String normal(String line) {
    int most = Math.min(line.length(), LONGEST);
    StringBuilder out = new StringBuilder(most);
    boolean hasSpace = false;
    for (int i = 0; i < most; i++) {
      char c = line.charAt(i);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\u3000') {
        hasSpace = out.length() > 0;
      } else if (c != '\u200e' && c != '\u200f' && c != '\u202a' && c != '\u202c') {
        if (hasSpace) {
          out.append(' ');
          hasSpace = false;
        }
        out.append(
            c < 0x80 ? (c >= 'A' && c <= 'Z' ? (char) (c + 32) : c) : Character.toLowerCase(c));
      }
    }
    return out.toString();
  }

  /** Whether a normalised line is of this kind. */
  boolean is(String kind, String line) {
    return lines.getOrDefault(kind, NONE).matches(line);
  }

  /** What the label of a normalised line may mean: the words before its first colon. */
  Set<Label> labels(String line) {
    int colon = colon(line);
    if (colon <= 0 || colon > 30) {
      return Set.of();
    }
    String label = line.substring(0, colon).replace("*", "").strip();
    return labels.getOrDefault(label, Set.of());
  }

  static int colon(String line) {
    int colon = line.indexOf(':');
    int wide = line.indexOf('：');
    return colon < 0 ? wide : wide < 0 ? colon : Math.min(colon, wide);
  }

  /** Whether a normalised line ends a letter. */
  boolean isSignOff(String line) {
    int end = line.length();
    while (end > 0 && ",.!;:-–—。、！，*_ ".indexOf(line.charAt(end - 1)) >= 0) {
      end--;
    }
    return end > 0 && end <= 50 && signOffs.contains(line.substring(0, end));
  }

  /** What the first prefix of a subject says: REPLY, FORWARD, or nothing. */
  Optional<ParsedMail.Kind> prefix(String subject) {
    String rest = normal(subject);
    // A gateway's tag may stand first: "[External] Re: ..."
    if (rest.startsWith("[")) {
      int close = rest.indexOf(']');
      rest = close > 0 && close < 40 ? rest.substring(close + 1).strip() : rest;
    }
    int colon = colon(rest);
    if (colon <= 0 || colon > 20) {
      return Optional.empty();
    }
    String prefix = rest.substring(0, colon).strip().replaceFirst("\\s*[\\[(]\\d{1,3}[\\])]$", "");
    if (forwardPrefixes.contains(prefix)) {
      return Optional.of(ParsedMail.Kind.FORWARD);
    }
    return replyPrefixes.contains(prefix) ? Optional.of(ParsedMail.Kind.REPLY) : Optional.empty();
  }

  /** Whether the last line of this text introduces a mail that is passed on. */
  boolean endsWithForwardMarker(CharSequence text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) <= ' ') {
      end--;
    }
    int start = end;
    while (start > 0 && text.charAt(start - 1) != '\n' && end - start < LONGEST) {
      start--;
    }
    return end > start && is("forward", normal(text.subSequence(start, end).toString()));
  }
}
