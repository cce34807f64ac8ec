package counterfoil.store;

import static counterfoil.store.DeskOnDatabase.mail;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.facts.DefinedFactsReader;
import counterfoil.facts.FieldDefinitions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A letter of ours comes back with something filled in inside its quote. */
@Tag("rule-35")
@Tag("rule-33")
class FilledInTest {

  private static final String NADIA = "nadia@harbour-hotels.example";
  private static final String CALL = "CA681f3ad0d037c1884614548178a5bc1b";
  private static final String OTHER = "CA0b1a2c3d4e5f60718293a4b5c6d7e8f9";

  private DeskOnDatabase bot;
  private String number = "";
  private long uid;

  @BeforeEach
  void open() {
    bot =
        new DeskOnDatabase(
            TestDatabase.empty(),
            new DefinedFactsReader(FieldDefinitions.packed()),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2));
    keep(
        mail(
            NADIA, "first@harbour-hotels.example", "Silence", "", "Callers hear nothing in Live."));
    number = bot.column("select number from ticket").get(0);
  }

  @Test
  void fillsWhatIsEmptyWithItsEvidence() {
    answer("", number, "Call ID: [On the Conversations page, column Call SID] " + CALL);

    assertThat(
            bot.column(
                """
                select concat_ws(' / ', value, evidence, place) from ticket_fact
                where field = 'call_id' and mail_id = (select max(id) from mail)
                """))
        .containsExactly(CALL + " / " + CALL + " / form line 1");
  }

  @Test
  void showsItWithWhatTheAuthorWrote() {
    answer("Here it is.", number, "Call ID: [On the Conversations page, column Call SID] " + CALL);

    assertThat(lastEntry()).isEqualTo("Here it is.\n\nCall ID: " + CALL);
  }

  @Test
  void showsItOnceThoughEachLaterMailQuotesIt() {
    answer("", number, "Call ID: " + CALL);
    answer("Thank you!", number, "Call ID: " + CALL);

    assertThat(lastEntry()).isEqualTo("Thank you!");
    assertThat(values("call_id")).isEqualTo(CALL);
  }

  @Test
  void changesAndAddsNothingWhereAValueIsSet() {
    answer("", number, "Call ID: " + CALL + "\n> Environment: Sandbox");
    answer("", number, "Call ID: " + OTHER);

    assertThat(values("environment")).isEqualTo("Live");
    assertThat(values("call_id")).isEqualTo(CALL);
    // Nobody may overlook it, though.
    assertThat(lastEntry()).isEqualTo("Call ID: " + OTHER);
  }

  @Test
  void leavesTheLetterOfAnotherTicketAlone() {
    answer("See below.", "CF-7", "Call ID: " + CALL);

    assertThat(values("call_id")).isEmpty();
    assertThat(lastEntry()).isEqualTo("See below.");
  }

  @Test
  void letsTheNewPartOfTheMailCount() {
    answer("Call ID: " + OTHER, number, "Call ID: " + CALL);

    assertThat(values("call_id")).isEqualTo(OTHER);
  }

  @Test
  void takesNothingFromTheRestOfTheQuote() {
    answer(
        "See below.",
        number,
        "Steps to reproduce:\n> - - - - [" + number + "] - - - -\n>\n> Call ID: " + CALL);

    assertThat(values("call_id") + values("steps")).isEmpty();
  }

  private void answer(String words, String ticket, String filledIn) {
    keep(
        mail(
            NADIA,
            "answer-" + uid + "@harbour-hotels.example",
            "Re: [" + number + "] We have received your request",
            "In-Reply-To: <first@harbour-hotels.example>",
            """
            %1$s

            On Mon, 23 Nov 2026 at 08:00, Service Desk <servicedesk@counterfoil.example> wrote:
            > --- Please write above this line ---
            >
            > - - - - - - - - [%2$s] - - - - - - - -
            > %3$s
            > - - - - - - - - [%2$s] - - - - - - - -
            """
                .formatted(words, ticket, filledIn)));
  }

  private void keep(String mail) {
    bot.keep(++uid, mail);
    bot.processAll();
  }

  private String values(String field) {
    return String.join(
        ", ",
        bot.jdbc.queryForList(
            "select value from ticket_fact where field = ? order by id", String.class, field));
  }

  private String lastEntry() {
    return bot.column("select body from entry order by id desc limit 1").get(0);
  }
}
