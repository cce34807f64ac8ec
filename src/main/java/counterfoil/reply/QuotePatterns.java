package counterfoil.reply;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The words of many languages by which quotes, forwarded mails and signatures are known. They stand
 * beside this class, a file of each language; {@code languages.txt} says which there are and what
 * they hold.
 */
public final class QuotePatterns {

  static final QuotePatterns STANDARD = new QuotePatterns();

  private static final int LONGEST_LABEL = 30;

  /** The header lines of a quoted mail. */
  enum Label {
    FROM,
    DATE,
    TO,
    SUBJECT,
    CC,
    OTHER
  }

  /** What a line may be as a whole. */
  enum Kind {
    MARKER,
    ATTRIBUTION,
    ORIGINAL,
    FORWARD,
    DEVICE,
    SIGNOFF,
    CONTACT,
    DISCLAIMER,
    BANNER
  }

  private final Map<Kind, PatternSet> kinds = new EnumMap<>(Kind.class);
  private final Map<String, Set<Label>> labels = new HashMap<>();
  private final Set<String> gadgets = new HashSet<>();
  private final Set<String> excuses = new HashSet<>();
  private final Set<String> replyPrefixes = new HashSet<>();
  private final Set<String> forwardPrefixes = new HashSet<>();

  private QuotePatterns() {
    for (Kind kind : Kind.values()) {
      kinds.put(kind, new PatternSet());
    }
    languages().forEach(this::load);
  }

  /** The names of the files, which are those of their languages; and {@code any}. */
  static List<String> languages() {
    return lines("languages.txt");
  }

  /** The lines of the file of a language, headings included. */
  static List<String> lines(String resource) {
    try (InputStream in = QuotePatterns.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void load(String language) {
    String heading = "";
    for (String line : lines(language + ".txt")) {
      if (line.startsWith("[") && line.endsWith("]")) {
        heading = line.substring(1, line.length() - 1);
      } else {
        add(heading, NormalLine.of(line));
      }
    }
  }

  private void add(String heading, String pattern) {
    switch (heading) {
      case "from", "date", "to", "subject", "cc", "other" ->
          labels
              .computeIfAbsent(pattern, key -> new HashSet<>())
              .add(Label.valueOf(heading.toUpperCase(Locale.ROOT)));
      case "re" -> replyPrefixes.add(pattern);
      case "fwd" -> forwardPrefixes.add(pattern);
      case "gadget" -> gadgets.add(pattern);
      case "excuse" -> excuses.add(pattern);
      default -> kinds.get(Kind.valueOf(heading.toUpperCase(Locale.ROOT))).add(pattern);
    }
  }

  /** Whether a normalised line is of this kind. */
  boolean is(Kind kind, String line) {
    return kinds.get(kind).matches(line);
  }

  /** Whether a normalised line, between dashes or other signs, is of this kind. */
  boolean isTitle(Kind kind, String line) {
    String title = NormalLine.title(line);
    return !title.isEmpty() && is(kind, title);
  }

  /** Whether a normalised line introduces a mail that is passed on. */
  boolean isForward(String line) {
    return line.endsWith(":") ? is(Kind.FORWARD, line) : isTitle(Kind.FORWARD, line);
  }

  /** What the label of a normalised line may mean: the words before its first colon. */
  Set<Label> labels(String line) {
    int end = line.indexOf(':');
    if (end < 0) {
      // Programs that draw the header as a table leave the colons out.
      end = line.indexOf(" | ");
    }
    if (end <= 0 || end > LONGEST_LABEL) {
      return Set.of();
    }
    String label = line.substring(0, end);
    return label(label.indexOf('*') < 0 ? label : label.replace("*", ""));
  }

  /** What a label without its colon may mean. */
  Set<Label> label(String label) {
    return labels.getOrDefault(label.strip(), Set.of());
  }

  /** Whether a normalised line ends a letter. */
  boolean isSignOff(String line) {
    int end = line.length();
    while (end > 0 && ",.!;:-。、！，*_ ".indexOf(line.charAt(end - 1)) >= 0) {
      end--;
    }
    return end > 0 && end <= 60 && is(Kind.SIGNOFF, line.substring(0, end));
  }

  /** Whether the words name a phone, a tablet or a mail program. */
  boolean namesGadget(String line) {
    return gadgets.stream().anyMatch(line::contains);
  }

  /** Whether the words ask to be excused, as those below a mail from a phone do. */
  boolean asksToBeExcused(String line) {
    return excuses.stream().anyMatch(line::contains);
  }

  /** Whether a normalised prefix of a subject, without its colon, says that it answers. */
  boolean isReplyPrefix(String prefix) {
    return replyPrefixes.contains(prefix);
  }

  /** Whether a normalised prefix of a subject, without its colon, says that a mail is passed on. */
  boolean isForwardPrefix(String prefix) {
    return forwardPrefixes.contains(prefix);
  }

  /** Whether these words begin with the label of a field, as the header of a quoted mail does. */
  public static boolean beginsHeader(String words) {
    return !STANDARD.labels(NormalLine.of(words)).isEmpty();
  }

  /** Whether this label, without its colon, may name the sender of a quoted mail. */
  public static boolean isSender(String label) {
    return STANDARD.label(NormalLine.of(label)).contains(Label.FROM);
  }

  /** Whether the last line of this text introduces a mail that is passed on. */
  public static boolean endsWithForwardMarker(CharSequence text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) <= ' ') {
      end--;
    }
    int start = end;
    while (start > 0 && text.charAt(start - 1) != '\n' && end - start < NormalLine.LONGEST) {
      start--;
    }
    return end > start
        && STANDARD.isForward(NormalLine.of(text.subSequence(start, end).toString()));
  }
}
