package counterfoil.store;

import static counterfoil.store.DeskOnDatabase.mail;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.privacy.PersonExport;
import counterfoil.privacy.Sink;
import counterfoil.privacy.Whom;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is handed out of a person, from a real database. */
@Tag("threat-T40")
class PersonExportTest {

  private static final String NADIA = "Nadia Hart <Nadia@harbour-hotels.example>";
  private static final String TOM = "Tom Reed <tom@harbour-hotels.example>";
  private static final String FIRST =
      mail(
          NADIA,
          "a@x.example",
          "=HYPERLINK(\"http://evil.example\")",
          "Cc: ann@elsewhere.example",
          "No melody.\r\n\tand a tab");

  private DeskOnDatabase bot;
  private TestDatabase database;

  @BeforeEach
  void open() {
    database = TestDatabase.empty();
    bot = new DeskOnDatabase(database);
  }

  private void take(String... mails) {
    bot.keep(1 + bot.count("mail"), mails);
    bot.processAll();
  }

  private String number() {
    return bot.column("select number from ticket order by id").get(0);
  }

  private Map<String, byte[]> export(String address) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    Sink sink =
        (name, content) -> {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          content.to(out);
          assertThat(files.put(name, out.toByteArray())).as("twice").isNull();
        };
    PersonExport export = new PersonExport(new JdbcPersonalData(database.jdbc()), bot.clock);
    assertThat(export.write(Whom.Person.of(address).orElseThrow(), sink, () -> false).isWhole())
        .isTrue();
    return files;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private void story() {
    take(FIRST);
    take(mail(TOM, "b@x.example", "Re: [" + number() + "]", "", "The bar is silent."));
    bot.verbs.answer(number(), "Please restart it.", "mei");
    bot.verbs.note(number(), "Nadia is a nuisance.", "mei");
  }

  @Test
  void theRequesterGetsWhatTheyAreShownAndTheirMailsAsTheyCame() throws IOException {
    story();
    Map<String, byte[]> files = export("nadia@harbour-hotels.example");
    long mailId = bot.jdbc.queryForObject("select min(id) from mail", Long.class);

    assertThat(files.keySet())
        .containsExactly(
            "README.txt",
            "person.json",
            "letters.json",
            "tickets/" + number() + ".json",
            "mails.csv",
            "mails/" + mailId + ".eml");
    assertThat(files.get("mails/" + mailId + ".eml"))
        .isEqualTo(FIRST.getBytes(StandardCharsets.UTF_8));
    assertThat(text(files.get("README.txt"))).contains("nadia@harbour-hotels.example");
    assertThat(text(files.get("person.json"))).contains("Nadia Hart");
    String all = files.values().stream().map(PersonExportTest::text).reduce("", String::concat);
    assertThat(all).doesNotContain("nuisance").doesNotContain("mei");

    JsonNode ticket =
        JsonMapper.builder().build().readTree(files.get("tickets/" + number() + ".json"));
    assertThat(ticket.path("yourRole").asString()).isEqualTo("REQUESTER");
    assertThat(ticket.path("entries").valueStream().map(one -> one.path("text").asString()))
        .hasSize(3)
        .contains("The bar is silent.", "Please restart it.");
    assertThat(ticket.path("letters").valueStream().map(one -> one.path("kind").asString()))
        .containsExactly("ACKNOWLEDGEMENT", "RELAY");
    assertThat(ticket.path("history").valueStream().map(one -> one.path("what").asString()))
        .contains("opened", "the customer wrote");
  }

  @Test
  void whoWasOnlyNamedGetsNothingOfWhatOthersWrote() throws IOException {
    story();
    Map<String, byte[]> files = export("ann@elsewhere.example");

    assertThat(files.keySet()).contains("tickets/" + number() + ".json");
    String all = files.values().stream().map(PersonExportTest::text).reduce("", String::concat);
    assertThat(all)
        .contains("\"yourRole\" : \"SUGGESTED\"")
        .contains("suggested as participant: ann@elsewhere.example")
        .doesNotContain("melody")
        .doesNotContain("HYPERLINK")
        .doesNotContain("silent");
  }

  @Test
  @Tag("threat-T30")
  void noSpreadsheetTakesASubjectForAFormula() throws IOException {
    take(FIRST);
    for (String subject :
        new String[] {"+1", "-1+1", "@SUM(A1)", "  =1", "\u00a0=1", "\uff1d1", "a\"b,c"}) {
      take(mail(NADIA, "m" + bot.count("mail") + "@x.example", subject, "", "Hello."));
    }
    String csv = text(export("nadia@harbour-hotels.example").get("mails.csv"));

    assertThat(csv)
        .startsWith("\ufeff\"file\",")
        .contains("\"'=HYPERLINK(\"\"http://evil.example\"\")\"")
        .contains("\"'+1\"", "\"'-1+1\"", "\"'@SUM(A1)\"", "\"'\uff1d1\"")
        .contains("\"a\"\"b,c\"");
    assertThat(csv.lines().skip(1))
        .allSatisfy(line -> assertThat(line).doesNotContainPattern(",\"[\\s\u00a0]*[=+@-]"));
  }

  @Test
  void whoWasErasedIsUnknown() {
    story();
    new counterfoil.privacy.PersonErasure(
            new JdbcErasures(database.jdbc(), database.transaction()), bot.clock)
        .erase(
            Whom.Person.of("nadia@harbour-hotels.example").orElseThrow(),
            "admin",
            "",
            () -> false,
            looked -> {});

    assertThat(
            new PersonExport(new JdbcPersonalData(database.jdbc()), bot.clock)
                .hasAnything(Whom.Person.of("nadia@harbour-hotels.example").orElseThrow()))
        .isFalse();
  }
}
