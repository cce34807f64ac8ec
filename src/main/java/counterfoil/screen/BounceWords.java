package counterfoil.screen;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The words in which mail servers report without a delivery status notification, from {@code
 * bounces.txt}. All texts that are asked about are {@link Phrases#plain plain}.
 */
final class BounceWords {

  static final BounceWords STANDARD = new BounceWords(Phrases.lines("/screen/bounces.txt"));

  private enum Kind {
    DAEMON,
    POSTMASTER,
    SUBJECT,
    OPENING,
    FAILURE,
    TO,
    DELAY,
    COPY
  }

  private final Map<Kind, List<String>> words = new EnumMap<>(Kind.class);

  private BounceWords(List<String> lines) {
    for (String line : lines) {
      String[] kindLanguageWords = line.split("\\s+", 3);
      words
          .computeIfAbsent(
              Kind.valueOf(kindLanguageWords[0].toUpperCase(Locale.ROOT)),
              kind -> new ArrayList<>())
          .add(Phrases.plain(kindLanguageWords[2]));
    }
  }

  boolean isDaemon(String localPart) {
    return words.get(Kind.DAEMON).contains(localPart);
  }

  boolean isPostmaster(String localPart) {
    return words.get(Kind.POSTMASTER).contains(localPart);
  }

  boolean openASubject(String subject) {
    return words.get(Kind.SUBJECT).stream().anyMatch(subject::startsWith);
  }

  boolean openAText(String line) {
    return words.get(Kind.OPENING).stream().anyMatch(line::startsWith);
  }

  boolean tellAFailure(String line) {
    return words.get(Kind.FAILURE).stream().anyMatch(line::contains);
  }

  boolean tellADelay(String line) {
    return words.get(Kind.DELAY).stream().anyMatch(line::contains);
  }

  /** A line of its own, such as {@code --- Below this line is a copy of the message.} */
  boolean announceTheCopy(String line) {
    boolean standsAlone =
        !line.isEmpty()
            && ("-*=_>".indexOf(line.charAt(0)) >= 0
                || ":-.".indexOf(line.charAt(line.length() - 1)) >= 0);
    return standsAlone && words.get(Kind.COPY).stream().anyMatch(line::contains);
  }

  /** Behind the words that stand directly before an address; -1 when there are none. */
  int endOfTo(String line) {
    for (String to : words.get(Kind.TO)) {
      int found = line.indexOf(to);
      if (found >= 0) {
        return found + to.length();
      }
    }
    return -1;
  }
}
