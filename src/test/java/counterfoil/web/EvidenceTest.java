package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import counterfoil.desk.DeskViews.EntryLine;
import counterfoil.desk.DeskViews.FactLine;
import counterfoil.desk.DeskViews.TicketLine;
import counterfoil.desk.DeskViews.TicketPage;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Status;
import counterfoil.web.MarkedWords.Piece;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvidenceTest {

  private static final long FIRST = 1;
  private static final long SECOND = 2;

  @Test
  void marksTheWordsInTheMailThatTheyWereReadFrom() {
    Evidence evidence =
        of(
            List.of(fact("Live", "in production", "body line 1", SECOND)),
            entry("It is in production.", "", FIRST),
            entry("Yes, in production.", "", SECOND));

    assertThat(shown(evidence.text(0))).isEqualTo("It is in production.");
    assertThat(shown(evidence.text(1))).isEqualTo("Yes, [in production]1.");
    assertThat(evidence.target(1)).isEqualTo(1);
  }

  @Test
  void cutsWhatOverlaps() {
    Evidence evidence =
        of(
            List.of(
                fact("a", "one two three", "body line 1", FIRST),
                fact("b", "two three four", "body line 1", FIRST),
                fact("c", "three", "body line 1", FIRST)),
            entry("one two three four five", "", FIRST));

    assertThat(shown(evidence.text(0))).isEqualTo("[one ]1[two ]1,2[three]1,2,3[ four]2 five");
    assertThat(List.of(evidence.target(1), evidence.target(2), evidence.target(3)))
        .containsExactly(1, 2, 3);
    assertThat(evidence.text(0).get(2).ending()).containsExactly(1, 3);
  }

  @Test
  void leadsToOneMarkWhereSeveralBeginTogether() {
    Evidence evidence =
        of(
            List.of(
                fact("Live", "in production every call fails", "body line 1", FIRST),
                fact("P1", "in production every call fails", "body line 1", FIRST),
                fact("short", "in production", "body line 1", FIRST)),
            entry("in production every call fails", "", FIRST));

    assertThat(List.of(evidence.target(1), evidence.target(2), evidence.target(3)))
        .containsExactly(1, 1, 1);
    assertThat(evidence.text(0).get(0).beginning()).containsExactly(1, 2, 3);
  }

  @Test
  void looksInTheHeadingIntoWhatIsFoldedAndIntoTheMail() {
    Evidence evidence =
        of(
            List.of(
                fact("a", "Silence", "subject", FIRST),
                fact("b", "Sandbox", "forwarded line 2", FIRST),
                fact("c", "Live", "quoted line 9", FIRST),
                fact("d", "Safari", "body line 1", FIRST),
                fact("e", "Silence", "subject", SECOND)),
            entry("Sandbox, Safari", "> Sandbox\n> Safari", FIRST),
            entry("Live", "", SECOND));

    assertThat(shown(evidence.subject())).isEqualTo("[Silence]1 at night");
    assertThat(shown(evidence.rest(0))).isEqualTo("> [Sandbox]2\n> Safari");
    assertThat(shown(evidence.text(0))).isEqualTo("Sandbox, [Safari]4");
    assertThat(evidence.target(3)).isZero();
    assertThat(evidence.target(5)).isZero();
  }

  @Test
  void marksWhatIsLeftOfShortenedWords() {
    Evidence evidence =
        of(
            List.of(
                fact("a", "Callers hear\u2026", "body line 1", FIRST),
                fact("b", "after the...", "body line 1", FIRST)),
            entry("Callers hear nothing after the greeting.", "", FIRST));

    assertThat(shown(evidence.text(0))).isEqualTo("[Callers hear]1 nothing [after the]2 greeting.");
  }

  @Test
  void isSilentAboutWhatIsNotThere() {
    Evidence evidence =
        of(
            List.of(
                fact("a", "", "", FIRST),
                fact("b", "elsewhere", "body line 99999999999999999999", FIRST),
                fact("c", "words", "body line 1", 77)),
            entry("words", "", FIRST),
            new EntryLine(
                0,
                EntryKind.INTERNAL_NOTE,
                "Mei",
                "",
                "",
                List.of(),
                Optional.empty(),
                Instant.EPOCH,
                false));

    assertThat(shown(evidence.text(0))).isEqualTo("words");
    assertThat(evidence.text(1)).isEmpty();
    assertThat(
            List.of(evidence.target(1), evidence.target(2), evidence.target(3), evidence.target(9)))
        .containsOnly(0);
  }

  /** Two megabytes are the most that is read of a mail. */
  @Test
  void holdsOutAgainstALongMailWithManyFacts() {
    String text = "ab".repeat(1_000_000);
    List<FactLine> facts =
        IntStream.range(0, 5_000)
            .mapToObj(i -> fact("x", "ab".repeat(1_000) + i, "body line 1", FIRST))
            .toList();

    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThat(of(facts, entry(text, text, FIRST)).target(1)).isZero());
  }

  private static Evidence of(List<FactLine> facts, EntryLine... entries) {
    return Evidence.of(
        new TicketPage(
            new TicketLine(
                "CF-1",
                "Silence at night",
                Status.OPEN,
                "P3",
                "default",
                "Nadia",
                "",
                "",
                "",
                List.of(),
                Optional.empty(),
                Map.of(),
                Instant.EPOCH,
                Instant.EPOCH),
            facts,
            List.of(),
            List.of(entries),
            List.of(),
            List.of(),
            List.of(),
            List.of()));
  }

  private static FactLine fact(String value, String evidence, String where, long mail) {
    return new FactLine("environment", value, evidence, where, "stated", mail);
  }

  private static EntryLine entry(String text, String rest, long mail) {
    return new EntryLine(
        0,
        EntryKind.CUSTOMER_MESSAGE,
        "Nadia",
        text,
        rest,
        List.of(),
        Optional.of(mail),
        Instant.EPOCH,
        false);
  }

  /** Marked pieces in brackets, with the numbers of their facts. */
  private static String shown(List<Piece> pieces) {
    return pieces.stream()
        .map(
            piece ->
                piece.facts().isEmpty()
                    ? piece.text()
                    : "["
                        + piece.text()
                        + "]"
                        + piece.facts().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(",")))
        .collect(Collectors.joining());
  }
}
