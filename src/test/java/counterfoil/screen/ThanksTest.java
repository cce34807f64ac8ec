package counterfoil.screen;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.mail.MailReader;
import counterfoil.mail.ParsedMail;
import counterfoil.mail.Raw;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rule-26")
class ThanksTest {

  private static final String TOLD = "We have put the agent right.";
  private static final String ASKED = "Which line is it?";

  private final MailReader reader = new MailReader();
  private final Thanks thanks = new Thanks();

  @ParameterizedTest
  @ValueSource(strings = {"not-thanks-first", "not-thanks-second", "not-thanks-third"})
  void noAnswerIsTakenForThanks(String set) throws Exception {
    List<String> taken = new ArrayList<>();
    for (String text : lines(set)) {
      if (thanks.isOnly(mail(text)) || thanks.isOnly(answer(text, TOLD))) {
        taken.add(text);
      }
    }
    assertThat(taken).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"thanks-first", "thanks-second", "thanks-third"})
  void mostThanksAreSeen(String set) throws Exception {
    List<String> all = lines(set);
    List<String> missed = new ArrayList<>();
    for (String text : all) {
      if (!thanks.isOnly(answer(text, TOLD))) {
        missed.add(text);
      }
    }
    assertThat(missed).hasSizeLessThan(all.size() * 15 / 100);
  }

  @Test
  void thereIsAListOfEachLanguageInWhichQuotesAreKnown() throws Exception {
    List<String> quotes = lines("/counterfoil/reply/languages.txt", "");
    quotes.remove("any");
    assertThat(lines("/screen/thanks/languages.txt", ""))
        .containsExactlyInAnyOrderElementsOf(quotes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ok, thanks",
        "Perfect, thank you",
        "It works, thanks",
        "👍",
        "Thanks,\nLondon",
        "Thanks London",
        "Mei, thanks",
        "Thanks, Mei"
      })
  void whatMayBeTheAnswerToAQuestionIsNoThanks(String text) {
    assertThat(thanks.isOnly(answer(text, ASKED))).isFalse();
  }

  @Test
  void theCallerMayKnowThatTheDeskAsked() {
    assertThat(thanks.seenIn(mail("Ok, thanks"), true)).isEmpty();
    assertThat(thanks.seenIn(mail("Ok, thanks"), false))
        .hasValue("All that is new says thanks (en).");
  }

  @Test
  void plainThanksAreThanksAlsoWhereSomethingWasAsked() {
    assertThat(thanks.isOnly(answer("Thank you, Mei!", TOLD))).isTrue();
    assertThat(thanks.isOnly(answer("Hi Mei,\nmany thanks for your help!\nNadia", ASKED))).isTrue();
  }

  @Test
  void aWordThatSaysYesElsewhereIsThanksInItsOwnLanguage() {
    String danish =
        "Tak!\n\nDen man. 2. mar. 2026 kl. 09.15 skrev Mei <mei@counterfoil.example>:\n"
            + "> Hej Nadia, vi har nu rettet fejlen, og agenten svarer igen på alle opkald.\n";
    assertThat(thanks.isOnly(reader.read(Raw.text("SV: Opkald", danish.replace("\n", "\r\n")))))
        .isTrue();
    assertThat(thanks.isOnly(mail("Tak!"))).isFalse();
  }

  @Test
  void twelveWordsAreEnough() {
    String twelve = "Thank you so much for your quick and very kind help again.";
    assertThat(thanks.isOnly(mail(twelve))).isTrue();
    assertThat(thanks.isOnly(mail(twelve + " Thanks!"))).isFalse();
    assertThat(new Thanks(13).isOnly(mail(twelve + " Thanks!"))).isTrue();
    assertThat(new Thanks(0).isOnly(mail("Thanks!"))).isFalse();
  }

  @Test
  void fourCharactersOfChineseOrJapaneseAreAWord() {
    String sixteen = "迅速なご対応ありがとうございます";
    assertThat(sixteen).hasSize(16);
    assertThat(new Thanks(4).isOnly(mail(sixteen + "。"))).isTrue();
    assertThat(new Thanks(3).isOnly(mail(sixteen + "。"))).isFalse();
  }

  @Test
  void nothingIsNoThanks() {
    assertThat(thanks.isOnly(mail(""))).isFalse();
    assertThat(thanks.isOnly(mail("\n \n"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Thanks?", "Thanks for 2", "Thanks ٣", "Thanks？", "Ευχαριστώ;"})
  void questionMarksAndDigitsAreNoThanks(String text) {
    assertThat(thanks.isOnly(mail(text))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Calls fail again", "Thanks, but it fails", "Invoice for March"})
  void aSubjectWrittenByHandMaySayMore(String subject) {
    assertThat(thanks.isOnly(reader.read(Raw.text(subject, "Thanks!")))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Re: Calls fail again", "AW: Ausfall", "Thank you!"})
  void aSubjectOfAnAnswerOrOfThanksSaysNoMore(String subject) {
    assertThat(thanks.isOnly(reader.read(Raw.text(subject, "Thanks!")))).isTrue();
  }

  @Test
  void aFileIsAnAnswerAndALogoIsNone() {
    assertThat(thanks.isOnly(withFile("attachment; filename=\"log.txt\"", "text/plain", 20)))
        .isFalse();
    assertThat(thanks.isOnly(withFile("attachment; filename=\"a.png\"", "image/png", 20)))
        .isFalse();
    assertThat(thanks.isOnly(withFile("inline; filename=\"logo.png\"", "image/png", 2_000)))
        .isTrue();
    assertThat(thanks.isOnly(withFile("inline; filename=\"shot.png\"", "image/png", 90_000)))
        .isFalse();
  }

  @Test
  void whatIsPassedOnOrWrittenBelowANameIsNoThanks() {
    assertThat(
            thanks.isOnly(
                mail(
                    "Thanks!\n\n---------- Forwarded message ---------\nFrom: Owen <o@h.example>\n"
                        + "Subject: Calls\nDate: Mon, 2 Mar 2026\nTo: Nadia\n\nAll calls drop.")))
        .isFalse();
    assertThat(thanks.isOnly(mail("Thanks!\n\nKind regards,\nNadia\nbut it still fails")))
        .isFalse();
  }

  @Test
  void aMailOfTwoMegabytesAndTwelveWordsInEveryLanguageCostLittle() {
    ParsedMail huge = MailWith.text("thanks ".repeat(300_000)).read();
    ParsedMail oneWord = MailWith.text("a".repeat(2_000_000)).read();
    ParsedMail hardest =
        MailWith.subject("").and("thank you so much for the the the the the x").read();
    assertThat(perCall(() -> thanks.isOnly(huge))).isLessThan(Duration.ofMillis(50));
    assertThat(perCall(() -> thanks.isOnly(oneWord))).isLessThan(Duration.ofMillis(50));
    assertThat(perCall(() -> thanks.isOnly(hardest))).isLessThan(Duration.ofMillis(5));
  }

  /** The best of many: others use the machine too. */
  private static Duration perCall(BooleanSupplier call) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 50; i++) {
      long start = System.nanoTime();
      assertThat(call.getAsBoolean()).isFalse();
      best = Math.min(best, System.nanoTime() - start);
    }
    return Duration.ofNanos(best);
  }

  private ParsedMail mail(String text) {
    return reader.read(Raw.text("Re: Calls", text.replace("\n", "\r\n")));
  }

  /** Above a quoted letter of the desk's engineer. */
  private ParsedMail answer(String text, String letter) {
    return mail(
        text
            + "\n\nOn Mon, 2 Mar 2026 at 09:15, Mei Tanaka <mei@counterfoil.example> wrote:\n"
            + "> Hello Nadia,\n> "
            + letter
            + "\n> Kind regards,\n> Mei Tanaka\n");
  }

  private ParsedMail withFile(String disposition, String type, int bytes) {
    return reader.read(
        Raw.mail(
            "From: Nadia Hart <nadia@harbour-hotels.example>",
            "Subject: Re: Calls",
            "Message-ID: <one@harbour-hotels.example>",
            "MIME-Version: 1.0",
            "Content-Type: multipart/related; boundary=b",
            "",
            "--b",
            "Content-Type: text/html; charset=utf-8",
            "",
            "<p>Thank you!</p><img src=\"cid:logo\">",
            "--b",
            "Content-Type: " + type,
            "Content-Disposition: " + disposition,
            disposition.startsWith("inline") ? "Content-ID: <logo>" : "X-Other: none",
            "",
            "x".repeat(bytes),
            "--b--"));
  }

  private static List<String> lines(String set) throws Exception {
    return lines(set + ".txt", "[");
  }

  /** Lines that say something; headings and comments do not. */
  private static List<String> lines(String resource, String heading) throws Exception {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                ThanksTest.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
      List<String> lines = new ArrayList<>();
      in.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .filter(line -> heading.isEmpty() || !line.startsWith(heading))
          .forEach(line -> lines.add(line.replace("\\n", "\n")));
      return lines;
    }
  }
}
