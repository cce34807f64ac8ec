package counterfoil.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import counterfoil.reply.MailText.Part;
import counterfoil.reply.MailText.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@Tag("rule-28")
class EmbeddedHeaderTest {

  private static final String FROM = "Nadia Hart <nadia@harbour-hotels.example>";

  private static EmbeddedHeader read(String... lines) {
    Optional<EmbeddedHeader> header = of(String.join("\n", lines));
    assertThat(header).isPresent();
    return header.get();
  }

  private static Optional<EmbeddedHeader> of(String passedOn) {
    return EmbeddedHeader.inPassedOn(
        new MailText(passedOn, List.of(new Span(Part.FORWARDED, 0, passedOn.length()))));
  }

  /** Every label and every title of every language, as Outlook and Apple Mail would use them. */
  @TestFactory
  Stream<DynamicTest> readsHeadersOfAllLanguages() {
    return QuotePatterns.languages().stream()
        .filter(language -> !language.equals("any"))
        .map(language -> dynamicTest(language, () -> check(words(language))));
  }

  private static Map<String, List<String>> words(String language) {
    Map<String, List<String>> words = new HashMap<>();
    String heading = "";
    for (String line : QuotePatterns.lines(language + ".txt")) {
      if (line.startsWith("[")) {
        heading = line.substring(1, line.length() - 1);
      } else {
        words.computeIfAbsent(heading, key -> new ArrayList<>()).add(line);
      }
    }
    return words;
  }

  private static void check(Map<String, List<String>> words) {
    assertThat(words.keySet()).containsAll(Set.of("from", "date", "to", "subject"));
    List<String> titles = new ArrayList<>(words.getOrDefault("forward", List.of()));
    titles.replaceAll(title -> title.endsWith(":") ? title : "------ " + title + " ------");
    titles.add("");
    for (String title : titles) {
      for (String from : words.get("from")) {
        for (String date : words.get("date")) {
          String to = words.get("to").get(0);
          String subject = words.get("subject").get(0);
          String header =
              String.join(
                  "\n",
                  title.replace("*", "Mei 24.03.2026"),
                  "",
                  from + ": " + FROM,
                  date + " : 24.03.2026 15:05",
                  to + "\uff1a Mei <mei@counterfoil.example>",
                  "*" + subject + ":* Calls",
                  "",
                  "They fail.");
          assertThat(of(header))
              .as(header)
              .contains(
                  new EmbeddedHeader(List.of(FROM), "24.03.2026 15:05", "Calls", "They fail."));
        }
      }
    }
  }

  @Test
  void takesTheFieldsInAnyOrder() {
    EmbeddedHeader header =
        read(
            "Subject: Calls",
            "Importance: High",
            "To: mei",
            "Date: today",
            "From: " + FROM,
            "",
            "x");
    assertThat(header.from()).containsExactly(FROM);
    assertThat(header.subject()).isEqualTo("Calls");
    assertThat(header.date()).isEqualTo("today");
    assertThat(header.body()).isEqualTo("x");
  }

  @Test
  void bearsBlankLinesBetweenFields() {
    EmbeddedHeader header =
        read("From: " + FROM, "", "Sent: today", "", "To: mei", "", "Subject: Calls", "", "x");
    assertThat(header.subject()).isEqualTo("Calls");
    assertThat(header.body()).isEqualTo("x");
  }

  @Test
  void leavesLabelsOfTheBodyInTheBody() {
    assertThat(read("From: " + FROM, "Date: today", "Subject: Calls", "", "To: all", "x").body())
        .isEqualTo("To: all\nx");
    assertThat(read("From: " + FROM, "Date: today", "Subject: Calls", "Date: 4 May", "x").body())
        .isEqualTo("Date: 4 May\nx");
  }

  @Test
  void joinsFoldedSubject() {
    EmbeddedHeader header =
        read(
            "From: " + FROM,
            "Date: today",
            "Subject: The calls that guests make to the front desk of the hotel",
            "fail since nine",
            "",
            "x");
    assertThat(header.subject()).endsWith("of the hotel fail since nine");
    assertThat(header.body()).isEqualTo("x");
  }

  @Test
  void readsWhatATableShows() {
    EmbeddedHeader header = read("From: | " + FROM, "Date: | today", "Subject | Calls", "", "x");
    assertThat(header.from()).containsExactly(FROM);
    assertThat(header.subject()).isEqualTo("Calls");
  }

  @Test
  void partsFieldsThatStandInOneLine() {
    EmbeddedHeader header =
        read(
            "De : " + FROM,
            "Date : 24/03/26",
            "À : mei@counterfoil.example Objet : Calls",
            "",
            "x");
    assertThat(header.subject()).isEqualTo("Calls");
    assertThat(header.body()).isEqualTo("x");
  }

  @Test
  void takesBothSendersWhereThereAreTwo() {
    assertThat(read("From: " + FROM, "From: owen@x.example", "Date: today", "", "x").from())
        .containsExactly(FROM, "owen@x.example");
  }

  @Test
  void looksAtTheTopOnly() {
    assertThat(of("They fail.\n\nFrom: " + FROM + "\nDate: today\nSubject: Calls\n\nx")).isEmpty();
    assertThat(of("On Monday Owen wrote:\n> From: " + FROM + "\n> Date: 2026\n> Subject: Calls"))
        .isEmpty();
    assertThat(of("")).isEmpty();
    assertThat(of("From: " + FROM)).isEmpty();
    assertThat(of("---- Forwarded message ----")).isEmpty();
  }

  @Test
  void takesQuoteSignsOffTheBody() {
    assertThat(read("> From: " + FROM, "> Date: today", ">", "> It fails.", "> > Does it?").body())
        .isEqualTo("It fails.\n> Does it?");
    assertThat(read("From: " + FROM, "Date: today", "", "> It fails.", "", "> Still.").body())
        .isEqualTo("It fails.\n\nStill.");
  }

  /** What takes quadratic time takes minutes here. */
  @Test
  @Tag("threat-T12")
  void isLinear() {
    for (String line :
        List.of(
            "From: " + FROM + "\n",
            "To: a\n",
            "Subject: b\n\n",
            "---- Forwarded message ----\n",
            "> ",
            "From: Sent: To: Subject: ",
            "@",
            "From:",
            "\n")) {
      String text = line.repeat(2_000_000 / line.length());
      Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> of(text), line);
    }
  }
}
