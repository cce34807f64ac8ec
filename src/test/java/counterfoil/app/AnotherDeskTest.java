package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.desk.Batch;
import counterfoil.desk.Case;
import counterfoil.desk.ClaimedMail;
import counterfoil.desk.Decision;
import counterfoil.desk.Desk;
import counterfoil.desk.DeskSettings;
import counterfoil.desk.Journal;
import counterfoil.desk.Known;
import counterfoil.desk.Origin;
import counterfoil.desk.Page;
import counterfoil.desk.Placeholder;
import counterfoil.desk.Placeholders;
import counterfoil.desk.ReadingPool;
import counterfoil.desk.Verdict;
import counterfoil.facts.DefinedFactsReader;
import counterfoil.facts.Fact;
import counterfoil.facts.FieldDefinition;
import counterfoil.facts.FieldDefinitions;
import counterfoil.rig.DeskParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Another desk by configuration alone: a web shop, whose fields are two files of YAML. Mails go the
 * whole way, from their bytes to the acknowledgement.
 */
@Tag("rule-33")
@Tag("rule-35")
class AnotherDeskTest {

  private static final Instant MORNING = Instant.parse("2026-11-23T08:00:00Z");

  /** Of the numbers 12345674, 79927398 and WS-49927395 the last digit checks the others. */
  private static final String ORDER_NUMBER =
      """
      name: order_number
      order: 10
      kind: code
      required: true
      title: {en: Order number, de: Bestellnummer}
      hint:
        en: On your receipt, top right
        de: Auf der Rechnung, oben rechts
      labels:
        en: [order number, order no]
        de: [bestellnummer, bestell nr]
      shapes: ['WS-[0-9]{8}']
      # Eight digits are many things: only behind a label or beside a cue.
      cued_shapes: ['[0-9]{8}']
      cues: {en: [order], de: [bestellung]}
      not_cues: {en: [tracking, phone], de: [sendung, telefon]}
      check: luhn
      """;

  private static final String MATTER =
      """
      name: matter
      order: 20
      kind: choice
      title: {en: What it is about, de: Worum es geht}
      labels: {en: [matter], de: [anliegen]}
      values:
        - value: Damage
          aliases: {en: [broken, damaged], de: [kaputt, beschädigt]}
        - value: Delivery
          aliases: {en: [has not arrived, has not come], de: [nicht angekommen]}
      """;

  @TempDir private Path home;

  private FieldDefinitions definitions;
  private Desk shop;
  private String mail = "";

  @BeforeEach
  void setUpTheShop() throws IOException {
    Path fields = Files.createDirectories(home.resolve("config/fields"));
    Files.writeString(fields.resolve("order_number.yaml"), ORDER_NUMBER);
    Files.writeString(fields.resolve("matter.yaml"), MATTER);
    definitions = DeskFields.definitions(Home.at(home));
    DeskSettings settings =
        new DeskSettings(
            "WS",
            Map.of("shop", "help@web-shop.example"),
            Set.of(),
            DeskSettings.Limits.DEFAULTS,
            Map.of(),
            DeskSettings.CORRESPONDENTS,
            Map.of());
    Clock clock = Clock.fixed(MORNING, ZoneOffset.UTC);
    shop =
        new Desk(
            new OneMail(),
            new ReadingPool(
                DeskParts.reader(settings, new DefinedFactsReader(definitions)),
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                1),
            DeskParts.judge(settings),
            DeskParts.decider(settings, new DeskFields(definitions), clock),
            new Placeholders(settings, clock),
            1,
            1_000_000);
  }

  @Test
  void hasNoFieldOfTheDeskItCameFrom() {
    assertThat(definitions.fields())
        .extracting(FieldDefinition::name)
        .containsExactly("order_number", "matter");

    Decision decision =
        decided(
            """
            Good morning,

            Environment: Live
            Call ID: CA5f2d90c7be1a4438a06d2b7794e1c30f
            Priority: P1
            https://studio.eu.poly.ai/harbour-hotels/PROJECT-HB7QK2MZ/agent

            Could you please look after this for me? Thank you very much.
            """);

    assertThat(decision.facts()).isEmpty();
    assertThat(decision.deed().opened().orElseThrow().priority()).isEqualTo("P3");
    assertThat(letter(decision))
        .doesNotContain("Call ID", "Environment", "Steps to reproduce", "Project link");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Order number: 12345674 | 12345674",
        "Order no: 12345674 | 12345674",
        "Order number: WS-49927395 | WS-49927395",
        "Bestellnummer: 79927398 | 79927398",
        "Bestell-Nr.: WS-49927395 | WS-49927395"
      })
  void readsTheNumberBehindALabel(String line, String number) {
    assertThat(orderNumber(decided("Hello,\n\n" + line + "\n"))).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "My order 12345674 has not arrived, and I have waited for two weeks. | 12345674",
        "Please tell me where WS-49927395 is, I have waited for two weeks. | WS-49927395",
        "Meine Bestellung 79927398 ist nicht angekommen, ich warte seit Wochen. | 79927398",
        "You can reach me on 12345674 at any time of the day, thank you. | -",
        "The tracking number of the parcel is 12345674, as you told me. | -",
      })
  void readsTheNumberInProseBesideACue(String sentence, String number) {
    assertThat(orderNumber(decided("Hello,\n\n" + sentence + "\n"))).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({
    "Order number: 12345675",
    "Bestellnummer: 79927397",
    "Order number: WS-49927390",
    "My order 12345678 has not arrived.",
    "Where is WS-49927390 now?"
  })
  void refusesANumberWhoseCheckDigitIsWrong(String line) {
    Decision decision = decided("Hello,\n\n" + line + "\n");

    assertThat(orderNumber(decision)).isEqualTo("-");
    assertThat(letter(decision)).contains("Order number: [On your receipt, top right]");
  }

  @Test
  void asksForTheMissingNumberInEnglish() {
    Decision decision =
        decided(
            """
            Hello,

            the lamp that I bought from you was broken when I opened the parcel this morning.
            What do I have to do now?

            Nadia
            """);

    assertThat(letter(decision))
        .contains("We have received your request")
        .contains("What it is about: Damage")
        .contains("Order number: [On your receipt, top right]");
  }

  @Test
  void asksForTheMissingNumberInGerman() {
    Decision decision =
        decided(
            """
            Guten Tag,

            die Lampe, die ich bei Ihnen gekauft habe, war kaputt, als ich heute früh das Paket
            geöffnet habe. Was muss ich jetzt tun?

            Nadia
            """);

    assertThat(letter(decision))
        .contains("Wir haben Ihre Anfrage erhalten")
        .contains("Worum es geht: Damage")
        .contains("Bestellnummer: [Auf der Rechnung, oben rechts]");
  }

  @Test
  void saysWhatItUnderstoodAndAsksForNothingElse() {
    Decision decision =
        decided("Hello,\n\nmy order 12345674 has not arrived yet. When will it be here?\n");

    assertThat(letter(decision))
        .contains("Order number: 12345674")
        .contains("What it is about: Delivery")
        .doesNotContain("[On your receipt");
  }

  private Decision decided(String text) {
    mail =
        """
        From: Nadia Hart <nadia@harbour-hotels.example>
        To: help@web-shop.example
        Subject: A question
        Message-ID: <1@harbour-hotels.example>
        Date: Mon, 23 Nov 2026 07:59:00 +0000
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit

        """
            + text;
    Batch batch = shop.claim();
    shop.read(batch);
    shop.gather(batch);
    Verdict verdict = shop.judge(batch.cases().get(0), batch);
    shop.open(verdict, batch);
    return batch.decisions().get(0);
  }

  private static String orderNumber(Decision decision) {
    return decision.facts().getOrDefault("order_number", List.of()).stream()
        .map(Fact::value)
        .findFirst()
        .orElse("-");
  }

  private static String letter(Decision decision) {
    return decision.deed().letters().get(0).subject()
        + "\n"
        + decision.deed().letters().get(0).text();
  }

  /** A journal in which there is always the mail of this test, and nothing else. */
  private final class OneMail implements Journal {

    @Override
    public List<ClaimedMail> claim(int mails, long bytes) {
      byte[] raw = mail.getBytes(StandardCharsets.UTF_8);
      return List.of(
          new ClaimedMail(
              1, "shop", raw, raw.length, MORNING, Origin.DELIVERED, 1, 1, 0, Optional.empty()));
    }

    @Override
    public Known gather(List<Case> cases) {
      return new Known(count -> LongStream.range(0, count).mapToObj(i -> 1001 + i).toList());
    }

    @Override
    public int keep(Page page) {
      return 0;
    }

    @Override
    public Set<Long> known(Page.Folder folder, Collection<Long> uids) {
      return Set.of();
    }

    @Override
    public void apply(List<Decision> decisions, Known known) {
      // Nothing is kept.
    }

    @Override
    public void putBack(List<ClaimedMail> mails, Duration after, String reason) {
      // It is there anyway.
    }

    @Override
    public void park(ClaimedMail mail, String reason, LongFunction<Placeholder> placeholder) {
      throw new AssertionError(reason);
    }
  }
}
