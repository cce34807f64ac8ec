package counterfoil.store;

import static counterfoil.store.DeskOnDatabase.mail;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.desk.HistoricMail;
import counterfoil.desk.Origin;
import counterfoil.desk.Outcome;
import counterfoil.desk.Rehearsal;
import counterfoil.mail.MailReader;
import counterfoil.rig.DeskParts;
import counterfoil.screen.Screener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A history in the journal, on a real database, and what the desk makes of it. */
class JdbcHistoryTest {

  private static final String NADIA = "Nadia Hart <nadia@harbour-hotels.example>";
  private static final Instant LONG_AGO = Instant.parse("2021-03-02T10:00:00Z");

  private DeskOnDatabase bot;
  private JdbcHistory history;

  @BeforeEach
  void open() {
    TestDatabase database = TestDatabase.empty();
    bot = new DeskOnDatabase(database);
    history = new JdbcHistory(bot.jdbc, database.transaction(), bot.clock);
  }

  @Test
  @Tag("promise-2")
  void keepsAMailOnceHoweverOftenItIsImported() {
    HistoricMail one = historic(LONG_AGO, "a@x.example", "No calls", "");
    HistoricMail two = historic(LONG_AGO, "b@x.example", "No calls", "");

    assertThat(history.keep("desk", Origin.HISTORY, List.of(one, one))).isEqualTo(1);
    assertThat(history.keep("desk", Origin.HISTORY, List.of(two, one))).isEqualTo(1);
    assertThat(history.keep("desk", Origin.HISTORY, List.of(two, one))).isZero();
    assertThat(bot.count("mail")).isEqualTo(2);
    assertThat(history.known("desk", List.of(one.key(), new HistoricMail.Key(1, 2))))
        .containsExactly(one.key());
  }

  @Test
  @Tag("rule-1")
  void keepsTheBytesAndWhereTheyWereReadFrom() {
    byte[] odd = "Subject: x\r\n\n\u0000\u0001 caf\u00e9\rbare".getBytes(StandardCharsets.UTF_8);
    history.keep(
        "desk", Origin.HISTORY, List.of(HistoricMail.of("old\u0000.mbox, mail 17", LONG_AGO, odd)));

    assertThat(bot.jdbc.queryForObject("select raw from mail", byte[].class)).isEqualTo(odd);
    assertThat(bot.column("select read_from from mail")).containsExactly("old.mbox, mail 17");
    assertThat(bot.column("select (internal_date = '2021-03-02 10:00Z')::text from mail"))
        .containsExactly("true");
  }

  @Test
  @Tag("promise-8")
  void answersNoMailOfAHistory() {
    keep(historic(LONG_AGO, "a@x.example", "No calls", ""));
    bot.keep(1, mail(NADIA, "b@x.example", "Today", "", "Help"));
    bot.processAll();

    assertThat(bot.count("ticket")).isEqualTo(2);
    assertThat(bot.column("select acknowledgement from mail order by id"))
        .containsExactly("not sent: imported", "queued");
    assertThat(bot.count("letter")).isEqualTo(1);
  }

  @Test
  void letsATicketOfAHistoryStandInItsOwnTime() {
    keep(
        historic(LONG_AGO, "a@x.example", "No calls", ""),
        historic(LONG_AGO.plusSeconds(600), "b@x.example", "Re: No calls", "a@x.example"));
    bot.processAll();

    assertThat(bot.column("select to_char(opened_at at time zone 'UTC', 'YYYY-MM-DD') from ticket"))
        .containsExactly("2021-03-02");
    assertThat(bot.column("select status from ticket")).containsExactly("OPEN");
    assertThat(bot.column("select outcome from mail order by id"))
        .containsExactly("OPENED", "APPENDED");
    assertThat(bot.column("select to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') from event"))
        .containsOnly("2021-03-02 10:00", "2021-03-02 10:10");
  }

  @Test
  @Tag("rule-25")
  void leavesASettledHistoryResolvedUntilSomebodyWritesToday() {
    Instant lastWeek = bot.clock.instant().minus(Duration.ofDays(7));
    history.keep(
        "desk",
        Origin.SETTLED_HISTORY,
        List.of(
            historic(lastWeek.minus(Duration.ofDays(12)), "a@x.example", "No calls", ""),
            historic(lastWeek, "b@x.example", "Re: No calls", "a@x.example")));
    bot.processAll();
    assertThat(bot.column("select status from ticket")).containsExactly("RESOLVED");
    assertThat(bot.count("entry")).isEqualTo(2);

    bot.keep(1, mail(NADIA, "c@x.example", "Re: No calls", "References: <a@x.example>", "Again"));
    bot.processAll();

    assertThat(bot.column("select status from ticket")).containsExactly("OPEN");
    assertThat(bot.count("letter")).isZero();
  }

  @Test
  @Tag("rule-9")
  @Tag("promise-2")
  void recognisesAMailThatTheMailboxHadBrought() {
    String text = mail(NADIA, "a@x.example", "No calls", "", "Help");
    bot.keep(1, "Received: by the server\r\n" + text.replace("\n", "\r\n"));
    keep(HistoricMail.of("old.mbox", LONG_AGO, text.getBytes(StandardCharsets.UTF_8)));
    bot.processAll();

    assertThat(bot.count("ticket")).isEqualTo(1);
    assertThat(bot.column("select outcome from mail order by id"))
        .containsExactly("OPENED", "DUPLICATE");
  }

  @Test
  @Tag("promise-5")
  void letsADeliveredMailOvertakeAHistory() {
    for (int i = 0; i < 200; i++) {
      keep(historic(LONG_AGO.plusSeconds(i), i + "@x.example", "Old " + i, ""));
    }
    bot.keep(1, mail(NADIA, "today@x.example", "Today", "", "Help"));

    assertThat(bot.desk.claim().mails())
        .extracting(claimed -> claimed.origin())
        .containsExactly(Origin.DELIVERED);
    assertThat(bot.desk.claim().mails())
        .hasSize(50)
        .extracting(claimed -> claimed.origin())
        .containsOnly(Origin.HISTORY);
  }

  /** A history with threads, doubles, strangers and machines; partly there already. */
  @Test
  void rehearsesWhatThenHappensAndWritesNothing() {
    bot.keep(1, mail(NADIA, "first@x.example", "Before", "", "Help"));
    bot.processAll();
    List<HistoricMail> mails = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Instant at = LONG_AGO.plus(Duration.ofHours(i));
      mails.add(historic(at, "a" + i + "@x.example", "Old " + i, ""));
      mails.add(historic(at, "b" + i + "@x.example", "Re: Old " + i, "a" + i + "@x.example"));
      if (i % 3 == 0) {
        mails.add(mails.get(mails.size() - 1));
        mails.add(withTrace(mails.get(mails.size() - 1)));
        mails.add(
            raw(
                at,
                mail(
                    "eve@elsewhere.example",
                    "e" + i + "@x.example",
                    "Me too",
                    "In-Reply-To: <a" + i + "@x.example>",
                    "x")));
        mails.add(
            raw(at, mail(NADIA, i + "@y.example", "Away", "Auto-Submitted: auto-replied", "x")));
      }
    }
    mails.add(historic(LONG_AGO, "late@x.example", "Re: Before", "first@x.example"));
    keep(mails.get(0), mails.get(1));
    bot.processAll();
    Rehearsal rehearsal = rehearsal();

    int fresh = 0;
    for (int i = 0; i < mails.size(); i += 7) {
      fresh += rehearsal.rehearse(mails.subList(i, Math.min(i + 7, mails.size())));
    }

    assertThat(bot.count("mail")).isEqualTo(3);
    assertThat(bot.count("ticket")).isEqualTo(2);
    long last = bot.count("mail");
    long lastId = Long.parseLong(bot.column("select max(id)::text from mail").get(0));
    assertThat(history.keep("desk", Origin.HISTORY, mails)).isEqualTo(fresh);
    bot.processAll();
    for (Outcome outcome : Outcome.values()) {
      assertThat(
              bot.jdbc.queryForObject(
                  "select count(*) from mail where outcome = ? and id > ?",
                  Integer.class,
                  outcome.name(),
                  lastId))
          .as("%s", outcome)
          .isEqualTo(rehearsal.count(outcome));
    }
    assertThat(bot.count("mail")).isEqualTo(last + fresh);
    assertThat(rehearsal.count(Outcome.OPENED)).isEqualTo(39);
    assertThat(rehearsal.count(Outcome.DUPLICATE)).isEqualTo(10);
  }

  private Rehearsal rehearsal() {
    return new Rehearsal(
        "desk",
        Origin.HISTORY,
        history,
        new MailReader(),
        new Screener(Set.of("servicedesk@counterfoil.example")),
        DeskParts.pointers(DeskOnDatabase.SETTINGS),
        DeskParts.judge(DeskOnDatabase.SETTINGS),
        DeskParts.decider(DeskOnDatabase.SETTINGS, new DeskOnDatabase.PlainFields(), bot.clock));
  }

  private void keep(HistoricMail... mails) {
    history.keep("desk", Origin.HISTORY, List.of(mails));
  }

  private static HistoricMail historic(Instant at, String id, String subject, String parent) {
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    return raw(
        at,
        mail(
                NADIA,
                id,
                subject,
                parent.isEmpty() ? "" : "References: <" + parent + ">",
                "Text of " + id)
            .replaceFirst("Date: .*", "Date: " + date));
  }

  private static HistoricMail raw(Instant at, String mail) {
    return HistoricMail.of("old.mbox", at, mail.getBytes(StandardCharsets.UTF_8));
  }

  private static HistoricMail withTrace(HistoricMail mail) {
    return raw(
        mail.date(),
        "Received: by another way\n" + new String(mail.bytes(), StandardCharsets.UTF_8));
  }
}
