package counterfoil.store;

import static counterfoil.store.DeskOnDatabase.mail;

import counterfoil.desk.Batch;
import counterfoil.desk.Entitlement;
import counterfoil.desk.FloodLimits;
import counterfoil.desk.JudgeRules;
import counterfoil.desk.Lease;
import counterfoil.desk.OrganisationRules;
import counterfoil.desk.Page;
import counterfoil.desk.People;
import counterfoil.desk.RawMail;
import counterfoil.desk.Release;
import counterfoil.desk.ReopenLimits;
import counterfoil.facts.Fact;
import counterfoil.facts.Facts;
import counterfoil.letters.Letter;
import counterfoil.mail.Address;
import counterfoil.mail.ParsedMail;
import counterfoil.rig.DeskParts;
import counterfoil.screen.Thanks;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.Engineer;
import counterfoil.ticket.Engineers;
import counterfoil.ticket.Organisations;
import counterfoil.ticket.Person;
import counterfoil.ticket.Role;
import counterfoil.ticket.ServiceTargets;
import counterfoil.ticket.ServiceTerms;
import counterfoil.ticket.Status;
import counterfoil.trust.Trust;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A day on a desk that has tickets already: mails that take every branch, letters that leave and
 * letters that do not, a bot that starts, and engineers who do by hand all that they can do.
 */
final class EveryBranch {

  private static final String DESK = "servicedesk@counterfoil.example";
  private static final String MEI = "mei@desk.example";
  private static final Duration LONG = Duration.ofMinutes(2);

  /** Words in a text that decide what becomes of a mail. */
  private static final String FORGED = "This is forged.";

  private static final String PROVED = "This is proved.";
  private static final String POISON = "Nobody can read this.";
  private static final String NO_FACTS = "There is nothing to be read in this.";
  private static final ServiceTargets PROMISED =
      new ServiceTargets(
          Map.of("P1", hours(4), "P2", hours(8), "P3", hours(40), "P4", hours(80)), Map.of());

  private static ServiceTargets.Targets hours(int hours) {
    return new ServiceTargets.Targets(Optional.empty(), Optional.of(Duration.ofHours(hours)));
  }

  private static final String THANKS = "Thank you very much!";

  private final DeskOnDatabase bot;

  /** For what is no part of a mail's way. */
  private final JdbcTemplate beside;

  private final JdbcLeases leases;
  private final JdbcOrganisationBook organisations;
  private final String day;
  private final List<Long> used = new ArrayList<>();
  private boolean isMended;
  private long uid;

  /**
   * @param database where the desk works
   * @param beside the same, to look into it
   * @param day which one, from 0 on
   */
  EveryBranch(TestDatabase database, JdbcTemplate beside, int day) {
    this.beside = beside;
    this.day = "day-" + day;
    JudgeRules plain = DeskParts.rules(DeskOnDatabase.SETTINGS);
    JudgeRules rules =
        new JudgeRules(
            new People(
                List.of(DESK),
                Set.of("public.example"),
                Organisations.NONE,
                new Engineers(List.of(new Engineer("mei", Set.of(MEI))), Optional.empty())),
            plain.tokens(),
            Entitlement.DEFAULT,
            new FloodLimits(3, 50),
            ReopenLimits.DEFAULTS,
            false,
            new Thanks());
    bot =
        new DeskOnDatabase(
            database,
            this::facts,
            new DeskOnDatabase.PlainFields(),
            rules,
            (mail, raw) ->
                says(mail, FORGED)
                    ? new Trust(Trust.Level.C, "it is forged", "")
                    : says(mail, PROVED)
                        ? new Trust(Trust.Level.A, "it is proved", "a test")
                        : Trust.unknown("nobody checks"),
            LONG,
            LONG,
            new ServiceTerms(PROMISED, 75, List.of(), Optional.empty()));
    bot.clock.forward(Duration.ofDays(day));
    leases = new JdbcLeases(bot.jdbc, bot.instance);
    organisations =
        new JdbcOrganisationBook(
            bot.jdbc,
            database.transaction(),
            new OrganisationRules(Organisations.NONE, Set.of(), Set.of()),
            bot.clock);
  }

  private static boolean says(ParsedMail mail, String words) {
    return mail.text().full().contains(words);
  }

  private Facts facts(ParsedMail mail) {
    if (says(mail, POISON) && !isMended) {
      throw new IllegalStateException("a mail that nobody can read");
    }
    if (says(mail, NO_FACTS)) {
      return Facts.NONE;
    }
    return new Facts(
        Map.of("call-id", List.of(new Fact("CA1", "CA1", "body line 1", Fact.Source.STATED))),
        List.of(),
        Map.of(),
        List.of(),
        List.of());
  }

  void go() {
    begin();
    newRequests();
    answers();
    outOfOrder();
    machines();
    engineersByMail();
    held();
    parked();
    weather();
    letters();
    byHand();
  }

  private void begin() {
    bot.instance.beat();
    bot.instance.releaseDead();
    organisations.isEmpty();
    organisations.of(List.of("a@hotel1.example"), List.of("hotel1.example"));
    Lease lease = leases.take("desk").orElseThrow();
    leases.renew();
    bot.journal.known(DeskOnDatabase.INBOX, List.of(1L, 2L));
    bot.journal.keep(
        new Page(
            new Page.Folder("desk", day, 1),
            List.of(
                new RawMail(
                    ++uid,
                    bot.clock.instant(),
                    mail("a@hotel1.example", id("leased"), "Leased", "", "Hello")
                        .getBytes(StandardCharsets.UTF_8))),
            Optional.of(lease)));
    leases.release(lease);
    bot.processAll();
  }

  private void newRequests() {
    String one = mail("new@hotel2.example", id("one"), "No calls", "Cc: b@hotel2.example", "Hello");
    process(
        one,
        mail("other@hotel3.example", id("two"), "No calls", "", "Hello"),
        // The same again, and more than one person may open within ten minutes.
        one,
        mail("many@hotel4.example", id("many-1"), "No calls", "", "Hello"),
        mail("many@hotel4.example", id("many-2"), "No calls", "", "Hello"),
        mail("many@hotel4.example", id("many-3"), "No calls", "", "Hello"),
        mail("many@hotel4.example", id("many-4"), "No calls", "", "Hello"));
    process(one);
  }

  /** By each kind of pointer, on tickets in each status. */
  private void answers() {
    Found open = ticket("status = 'OPEN'");
    Found waiting = ticket("status = 'WAITING_FOR_CUSTOMER'");
    Found lately =
        ticket("status = 'RESOLVED' and changed_at > ?::timestamptz - interval '9 days'");
    Found settled =
        ticket("status = 'RESOLVED' and changed_at < ?::timestamptz - interval '1 year'");
    Found thanked = ticket("status = 'IN_PROGRESS'");
    process(
        mail(open.requester, id("by-thread"), "Re: x", answering(open.messageId), "More"),
        mail(waiting.requester, id("waiting"), "Re: x", answering(waiting.messageId), "Here"),
        mail(lately.requester, id("lately"), "Re: x", answering(lately.messageId), "Again"),
        mail(settled.requester, id("settled"), "Re: x", answering(settled.messageId), "Again"),
        mail(thanked.requester, id("thanks"), "Re: x", answering(thanked.messageId), THANKS),
        mail("stranger@hotel5.example", id("stranger"), "Re: [" + open.number + "]", "", "Me too"),
        mail(open.requester, id("by-number"), "Re: [" + open.number + "]", "", "More"),
        mail(
            open.requester,
            id("by-mark"),
            "Re: x",
            "",
            "> " + DeskParts.marks(DeskOnDatabase.SETTINGS).of(open.id)),
        to(address(waiting), mail(waiting.requester, id("by-token"), "Re: x", "", "More")),
        to(address(open), mail("borrower@hotel6.example", id("borrower"), "Re: x", "", "More")));
  }

  private void outOfOrder() {
    Found awaiting =
        ticket("status = 'OPEN' and exists (select 1 from message_awaited where ticket_id = t.id)");
    process(
        mail(awaiting.requester, "before." + awaiting.messageId, "First", "", "What came later"));
    // Two tickets, until what was missing between them is there.
    String nadia = "nadia@hotel7.example";
    process(
        mail(nadia, id("root"), "No calls", "", "Hello"),
        mail(nadia, id("reply"), "Re: No calls", answering(id("between")), "More"));
    process(mail(nadia, id("between"), "Re: No calls", answering(id("root")), "In between"));
    // All three wait when what is between arrives: the reply joins its conversation.
    keep(mail(nadia, id("late-reply"), "Re: No calls", answering(id("late-between")), "More"));
    process(mail(nadia, id("late-between"), "Re: No calls", answering(id("root")), "In between"));
  }

  private void machines() {
    Found open = ticket("status = 'OPEN'");
    process(
        mail(
            open.requester,
            id("away"),
            "Out of office",
            answering(open.messageId) + "\nAuto-Submitted: auto-replied",
            "Back on Monday"),
        mail("mailer-daemon@hotel8.example", id("bounce"), "Undelivered mail", "", "It failed"),
        mail("list@hotel8.example", id("list"), "News", "Auto-Submitted: auto-replied", "News"));
  }

  private void engineersByMail() {
    Found open = ticket("status = 'OPEN'");
    bot.verbs.assign(open.number, "mei", "mei");
    process(
        mail(MEI, id("internal"), "Re: x", answering(open.messageId), "To whom it may concern"));
    beside.update(
        "insert into correspondent (ticket_id, no, address, address_key, role, since)"
            + " values (?, 77, ?, ?, 'ENGINEER', now()) on conflict do nothing",
        open.id,
        MEI,
        MEI);
    Correspondent mei =
        CorrespondentRows.of(beside, List.of(open.id)).stream()
            .filter(person -> person.role() == Role.ENGINEER)
            .findFirst()
            .orElseThrow();
    process(to(address(mei), mail(MEI, id("answer"), "Re: x", "", "It is mended. " + PROVED)));
  }

  /** What waits for a person, and what the person can say. */
  private void held() {
    Found open = ticket("status = 'OPEN'");
    for (Release.Choice choice : Release.Choice.values()) {
      String name = "late-" + choice.ordinal();
      String author = name + "@" + name + ".example";
      // More than three within ten minutes.
      process(
          mail(author, id(name + 1), "x", "", "Hello"),
          mail(author, id(name + 2), "x", "", "Hello"),
          mail(author, id(name + 3), "x", "", "Hello"),
          mail(author, id(name + 4), "x", answering(open.messageId), "Hello"));
      Long mail =
          beside.queryForObject(
              "select id from mail where state = 'HELD' order by id desc limit 1", Long.class);
      bot.mailVerbs.release(mail == null ? 0 : mail, new Release(choice, "mei"));
      bot.processAll();
    }
    process(mail(open.requester, id("forged"), "x", answering(open.messageId), FORGED));
  }

  private void parked() {
    process(mail("poison@hotel10.example", id("poison"), "x", "", POISON));
    isMended = true;
    for (Long mail :
        beside.queryForList("select id from mail where state = 'PARKED'", Long.class)) {
      bot.mailVerbs.replay(mail, "mei");
    }
    bot.processAll();
  }

  /** It is tried again later. */
  private void weather() {
    keep(mail("weather@hotel11.example", id("weather"), "x", "", "Hello"));
    Batch batch = bot.decided();
    bot.desk.leaveForLater(batch, new IllegalStateException("a storm"));
    bot.clock.forward(LONG);
    bot.processAll();
  }

  private void letters() {
    List<Letter> due = bot.outbox.claimDue(50);
    bot.outbox.tryLater(due.get(0), "a storm");
    bot.outbox.fail(due.get(1), "no such person");
    due.stream().skip(2).forEach(bot.outbox::markSent);
    bot.outbox.writeSent();
  }

  private void byHand() {
    Found one = ticket("status = 'OPEN'");
    bot.verbs.setStatus(one.number, Status.IN_PROGRESS, "mei");
    bot.verbs.setPriority(one.number, "P1", "mei");
    bot.verbs.answer(one.number, "It is mended.", "mei");
    bot.verbs.note(one.number, "It was the line.", "mei");
    bot.verbs.addParticipant(one.number, "late@hotel12.example", "mei");
    bot.verbs.removeParticipant(one.number, "late@hotel12.example", "mei");
    bot.verbs.undoThanks(one.number, "mei");
    List<Long> messages =
        beside.queryForList(
            "select id from entry where ticket_id = ? and kind = 'CUSTOMER_MESSAGE' order by id",
            Long.class,
            one.id);
    bot.verbs.split(one.number, messages.subList(1, 2), "mei");
    process(
        mail("twice@hotel13.example", id("once"), "x", "", NO_FACTS),
        mail("twice@hotel13.example", id("twice"), "x", answering(id("unseen")), "Hello"));
    List<String> numbers =
        beside.queryForList(
            "select number from ticket where requester = 'twice@hotel13.example' order by id desc",
            String.class);
    bot.verbs.merge(numbers.get(0), numbers.get(1), "mei");
    EventRows.of(bot.jdbc, one.id);
  }

  private void process(String... mails) {
    keep(mails);
    bot.processAll();
  }

  private void keep(String... mails) {
    bot.keep(new Page.Folder("desk", day, 1), uid + 1, mails);
    uid += mails.length;
  }

  /** Of this day. */
  private String id(String name) {
    return name + "." + day + "@somewhere.example";
  }

  private static String answering(String messageId) {
    return "In-Reply-To: <%1$s>\nReferences: <%1$s>".formatted(messageId);
  }

  private static String to(String address, String mail) {
    return mail.replaceFirst("To: .*", "To: " + address);
  }

  private String address(Found ticket) {
    return address(
        new Correspondent(
            ticket.id,
            1,
            new Person(ticket.requester, ""),
            ticket.requester,
            Role.REQUESTER,
            1,
            Instant.EPOCH,
            ""));
  }

  private String address(Correspondent person) {
    return DeskParts.TOKENS.address(Address.of(DESK), person, bot.clock.instant());
  }

  private record Found(long id, String number, String requester, String messageId) {}

  /** One that was there before, and that nothing has happened to. */
  private Found ticket(String which) {
    Object[] arguments =
        which.contains("?") ? new Object[] {bot.clock.instant().toString()} : new Object[0];
    Found found =
        beside
            .query(
                """
                select t.id, t.number, t.requester, m.message_id
                from ticket t join mail m on m.ticket_id = t.id and m.folder = 'Grown'
                where m.outcome = 'OPENED' and t.version = 3 and %s and not t.id = any('{%s}'::bigint[])
                order by t.id limit 1
                """
                    .formatted(
                        which, String.join(",", used.stream().map(String::valueOf).toList())),
                (row, n) ->
                    new Found(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)),
                arguments)
            .stream()
            .findFirst()
            .orElseThrow();
    used.add(found.id);
    return found;
  }
}
