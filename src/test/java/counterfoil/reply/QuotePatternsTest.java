package counterfoil.reply;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.reply.MailText.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each pattern of each language does in a mail what its heading says. */
@Tag("rule-15")
class QuotePatternsTest {

  private static final Path FOLDER = Path.of("src/main/resources/counterfoil/reply");
  private static final Path MAILS = Path.of("src/test/mails/reply");

  /** The languages of our customers have patterns of all kinds. */
  private static final Set<String> WHOLE =
      Set.of(
          "en", "de", "fr", "es", "pt", "it", "nl", "pl", "cs", "sv", "da", "no", "fi", "ru", "uk",
          "tr", "ja", "zh", "ko");

  /** Of these a line each in {@link ReplySplitterTest} is all we have. */
  private static final Set<String> WITHOUT_MAIL = Set.of("any", "bg", "id", "lt", "sl", "vi");

  static Stream<String> languages() {
    return QuotePatterns.languages().stream();
  }

  @Test
  void hasAFileOfEachLanguageAndNamesEachFile() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".txt", "")))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(languages(), Stream.of("languages")).toList());
    }
  }

  @Test
  void hasAMailOfEachLanguage() throws IOException {
    Set<String> withMail = new TreeSet<>();
    try (Stream<Path> mails = Files.list(MAILS)) {
      mails
          .map(mail -> mail.getFileName().toString())
          .filter(name -> name.endsWith(".eml") && name.matches("[a-z]{2}-.*"))
          .forEach(name -> withMail.add(name.substring(0, 2)));
    }
    assertThat(withMail)
        .containsExactlyInAnyOrderElementsOf(
            languages().filter(language -> !WITHOUT_MAIL.contains(language)).toList());
  }

  @Test
  void leavesNoHeadingOutWhereItMatters() {
    assertThat(WHOLE)
        .allSatisfy(
            language ->
                assertThat(headings(language))
                    .as(language)
                    .containsKeys(
                        "marker",
                        "attribution",
                        "original",
                        "forward",
                        "from",
                        "date",
                        "to",
                        "cc",
                        "subject",
                        "device",
                        "signoff",
                        "contact",
                        "disclaimer",
                        "banner"));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void findsHistoryBelowEachIntroduction(String language) {
    String filled = "2 Mar 2026 09:15 Mei <mei@counterfoil.example>";
    assertThat(patterns(language, "attribution"))
        .allMatch(
            pattern ->
                isHistory(pattern.replaceFirst("\\*", filled).replace("*", "2") + "\n\nWhich?"));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void findsHistoryBelowEachTitle(String language) {
    assertThat(patterns(language, "original"))
        .allMatch(pattern -> isHistory("-----" + filled(pattern) + "-----\n\nWhich one?"))
        .allMatch(pattern -> isHistory("_______ " + filled(pattern) + " _______\nWhich one?"));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void findsMailPassedOnBelowEachTitle(String language) {
    assertThat(patterns(language, "forward"))
        .map(pattern -> pattern.endsWith(":") ? pattern : "------ " + filled(pattern) + " ------")
        .map(title -> title + "\n\nWhich one?")
        .allMatch(below -> isNewPartAbove(below, Part.FORWARDED));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void findsHeaderOfEachLabelInAnyOrder(String language) {
    List<String> blocks = new ArrayList<>();
    for (String from : patterns(language, "from")) {
      for (String date : patterns(language, "date")) {
        for (String subject : patterns(language, "subject")) {
          String sender = "*" + from + ":* Mei\n";
          String sent = date + " : 2 Mar 2026\n";
          String about = subject + "： Lines\n";
          blocks.add(sender + sent + about + "\nWhich?");
          blocks.add(about + sent + sender + "\nWhich?");
        }
      }
    }
    assertThat(blocks).allMatch(QuotePatternsTest::isHistory);
  }

  @ParameterizedTest
  @MethodSource("languages")
  void findsEachLineOfADeviceAsSignature(String language) {
    assertThat(patterns(language, "device"))
        .map(pattern -> pattern.replace("*", pattern.contains("<http") ? "x>" : "iPhone"))
        .allMatch(line -> isNewPartAbove(line, Part.SIGNATURE));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void findsNameBelowEachSignOffAsSignature(String language) {
    assertThat(patterns(language, "signoff"))
        .map(pattern -> filled(pattern) + ",\nOwen Pryce\nHarbour Hotels")
        .allMatch(letterEnd -> isNewPartAbove(letterEnd, Part.SIGNATURE));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void findsEachDisclaimer(String language) {
    assertThat(patterns(language, "disclaimer"))
        .map(pattern -> filled(pattern) + "\nMore of it.")
        .allMatch(words -> isNewPartAbove(words, Part.DISCLAIMER));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void findsEachBanner(String language) {
    assertThat(patterns(language, "banner"))
        .map(QuotePatternsTest::filled)
        .allMatch(
            line -> split(line + "\n\nSince nine.").part(Part.DISCLAIMER).equals(line.strip()));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void findsEachMarker(String language) {
    assertThat(patterns(language, "marker"))
        .map(pattern -> "##- " + filled(pattern).strip() + " -##\nWhich one?")
        .allMatch(QuotePatternsTest::isHistory);
  }

  private static String filled(String pattern) {
    return pattern.replace("*", " xxx ").strip();
  }

  private static boolean isHistory(String below) {
    return isNewPartAbove(below, Part.QUOTED);
  }

  private static boolean isNewPartAbove(String below, Part part) {
    MailText text = split("Since nine.\n\n" + below);
    return text.newPart().equals("Since nine.") && text.part(part).equals(below.strip());
  }

  private static MailText split(String text) {
    return ReplySplitter.split(MarkedText.plain(text), false, true, Set.of());
  }

  private static List<String> patterns(String language, String heading) {
    return headings(language).getOrDefault(heading, List.of());
  }

  private static Map<String, List<String>> headings(String language) {
    Map<String, List<String>> headings = new LinkedHashMap<>();
    String heading = "";
    for (String line : QuotePatterns.lines(language + ".txt")) {
      if (line.matches("\\[[a-z]+]")) {
        heading = line.substring(1, line.length() - 1);
      } else {
        headings.computeIfAbsent(heading, key -> new ArrayList<>()).add(line);
      }
    }
    assertThat(headings.values().stream().flatMap(List::stream).collect(Collectors.toList()))
        .isNotEmpty();
    return headings;
  }
}
