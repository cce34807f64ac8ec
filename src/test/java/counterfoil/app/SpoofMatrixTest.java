package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import counterfoil.desk.DeskViews;
import counterfoil.desk.TicketVerbs;
import counterfoil.letters.ReplyTokens;
import counterfoil.mail.Address;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.Engineer;
import counterfoil.ticket.Engineers;
import counterfoil.ticket.Person;
import counterfoil.ticket.Role;
import counterfoil.ticket.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Who can write on a ticket that waits for its customer, by how far the author is proved, whose
 * reply address the mail came to, and who says to have written it: every cell, by SMTP into a
 * mailbox, through the whole bot, to what is on the ticket, who is shown it, what was sent and what
 * was held.
 *
 * <p>The table is that of rule 22, in its order: not believed at all is held; an engineer's address
 * is under rule 36; a token that has ended, or is of another ticket, counts as none; one's own
 * token lets in; the thread lets in the requester, participants and people of the organisation; a
 * stranger's mail to somebody else's living token is for engineers only, and the token is changed;
 * anybody else gets a ticket of their own that mentions this one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("rule-17")
@Tag("rule-18")
@Tag("rule-22")
@Tag("rule-36")
@Tag("promise-9")
@Tag("threat-T1")
@Tag("threat-T2")
@Tag("threat-T5")
@Tag("threat-T28")
class SpoofMatrixTest {

  private static final String DESK = RunningDesk.ADDRESS;
  private static final String MEI = "mei@counterfoil-desk.example";
  private static final String SECRET = "The words of this very mail.";

  /** How far the author is proved. */
  private enum Level {
    A("Authentication-Results: mx.counterfoil.example; dmarc=pass header.from=%s"),
    B("X-Nothing: to say"),
    C("Authentication-Results: mx.counterfoil.example; dmarc=fail (p=reject) header.from=%s");

    private final String field;

    Level(String field) {
      this.field = field;
    }
  }

  /** Whose reply address the mail comes to. */
  private enum Token {
    NONE,
    RIGHT,
    ANOTHER_PERSONS,
    ANOTHER_TICKETS,
    EXPIRED
  }

  /** Who says to have written it. */
  private enum Sender {
    REQUESTER,
    PARTICIPANT,
    COLLEAGUE,
    STRANGER,
    ENGINEER
  }

  /** What becomes of it. */
  private enum Outcome {
    /** An entry that all customers on the ticket are shown; the ticket is back in the queue. */
    APPENDED,
    /** An entry that no customer is shown; nothing moves, and the token is changed. */
    FOR_ENGINEERS,
    /** A ticket of the sender that mentions this one, on which nothing stands. */
    OWN_TICKET,
    /** An engineer's answer: the customers are shown it, and have it by mail. */
    ANSWERED,
    /** What says to be an engineer's words: no customer is shown or sent it. */
    INTERNAL,
    /** It waits for a person, and is nowhere. */
    HELD
  }

  private static final Map<Level, Map<Sender, List<Outcome>>> TABLE = new EnumMap<>(Level.class);

  private static void row(Level level, Sender sender, Outcome... byToken) {
    TABLE.computeIfAbsent(level, key -> new EnumMap<>(Sender.class)).put(sender, List.of(byToken));
  }

  static {
    Outcome in = Outcome.APPENDED;
    Outcome own = Outcome.OWN_TICKET;
    Outcome note = Outcome.INTERNAL;
    Outcome held = Outcome.HELD;
    // Columns: no token, the right one, another person's, another ticket's, an expired one.
    for (Level level : List.of(Level.A, Level.B)) {
      row(level, Sender.REQUESTER, in, in, in, in, in);
      row(level, Sender.PARTICIPANT, in, in, in, in, in);
      row(level, Sender.COLLEAGUE, in, in, in, in, in);
      row(level, Sender.STRANGER, own, in, Outcome.FOR_ENGINEERS, own, own);
    }
    row(Level.A, Sender.ENGINEER, note, Outcome.ANSWERED, note, note, note);
    row(Level.B, Sender.ENGINEER, note, note, note, note, note);
    for (Sender sender : Sender.values()) {
      row(Level.C, sender, held, held, held, held, held);
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Staff {
    @Bean
    @Primary
    Engineers staff() {
      return new Engineers(List.of(new Engineer("Mei", Set.of(MEI))), Optional.empty());
    }
  }

  /** One cell of the table on its way. */
  private final class Cell {
    private final Level level;
    private final Token token;
    private final Sender sender;
    private final String name;
    private final String mailId;
    private String number = "";
    private String messageId = "";
    private String acknowledgement = "";

    Cell(Level level, Token token, Sender sender) {
      this.level = level;
      this.token = token;
      this.sender = sender;
      this.name = (level + "-" + token + "-" + sender).toLowerCase().replace('_', '-');
      this.mailId = "probe-" + name + "@probe.example";
    }

    String address(Sender who) {
      return switch (who) {
        case REQUESTER -> "nadia@" + name + ".example";
        case PARTICIPANT -> "partner@partners-" + name + ".example";
        case COLLEAGUE -> "owen@" + name + ".example";
        case STRANGER -> "mallory@elsewhere-" + name + ".example";
        case ENGINEER -> MEI;
      };
    }

    Outcome expected() {
      return TABLE.get(level).get(sender).get(token.ordinal());
    }

    private long ticketId() {
      return Long.parseLong(number.substring(3));
    }

    private Optional<Correspondent> on(String ticket, String address) {
      return views.people(ticket).stream()
          .filter(person -> person.key().equals(address))
          .findFirst();
    }

    /** A person that the desk once gave a reply address for this ticket. */
    private Correspondent given(String ticket, Sender who) {
      String address = address(who);
      Optional<Correspondent> there = on(ticket, address);
      if (there.isPresent()) {
        return there.get();
      }
      Correspondent person =
          new Correspondent(
              Long.parseLong(ticket.substring(3)),
              views.people(ticket).size() + 1,
              new Person(address, ""),
              address,
              who == Sender.ENGINEER ? Role.ENGINEER : Role.SUGGESTED,
              1,
              Instant.now(),
              "");
      jdbc.update(
          """
          insert into correspondent (ticket_id, no, address, address_key, name, role, since)
          values (?, ?, ?, ?, '', ?, now())
          """,
          person.ticketId(),
          person.no(),
          address,
          address,
          person.role().name());
      return person;
    }

    private String to() {
      Address desk = Address.of(DESK);
      Instant now = Instant.now();
      return switch (token) {
        case NONE -> DESK;
        case RIGHT -> tokens.address(desk, given(number, sender), now);
        case ANOTHER_PERSONS ->
            tokens.address(
                desk,
                given(number, sender == Sender.REQUESTER ? Sender.PARTICIPANT : Sender.REQUESTER),
                now);
        case ANOTHER_TICKETS -> tokens.address(desk, given(other, sender), now);
        case EXPIRED ->
            tokens.address(desk, given(number, sender), now.minus(Duration.ofDays(100)));
      };
    }

    byte[] probe() {
      String from = address(sender);
      return mail(
          from,
          to(),
          level.field.formatted(Address.of(from).domain()),
          "Re: Calls",
          mailId,
          "In-Reply-To: <"
              + acknowledgement
              + ">\nReferences: <"
              + messageId
              + "> <"
              + acknowledgement
              + ">\n",
          SECRET);
    }
  }

  private final List<Cell> cells = new ArrayList<>();
  private RunningDesk desk;
  private JdbcTemplate jdbc;
  private DeskViews views;
  private ReplyTokens tokens;

  /** A ticket of somebody else, for which every sender was given a reply address as well. */
  private String other;

  private static byte[] mail(
      String from, String to, String first, String subject, String id, String more, String text) {
    return """
    %s
    From: %s
    To: %s
    Subject: %s
    Message-ID: <%s>
    Date: Mon, 23 Nov 2026 08:00:00 +0000
    %s
    %s
    """
        .formatted(first, from, to, subject, id, more, text)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  @BeforeAll
  void sendAll(@TempDir Path data) throws Exception {
    desk =
        new RunningDesk(
            data,
            List.of(Staff.class),
            "--counterfoil.mailbox.poll=2s",
            "--counterfoil.trust.authserv-ids=mx.counterfoil.example",
            // The try-out's own server, whose Received field stands above.
            "--counterfoil.trust.own-hosts=counterfoil.example",
            "--counterfoil.limits.acknowledgements-per-address-hour=0",
            "--counterfoil.limits.acknowledgements-per-address-day=0",
            "--counterfoil.limits.acknowledgements-per-domain-hour=0",
            "--counterfoil.limits.acknowledgements-per-hour=0");
    jdbc = desk.part(JdbcTemplate.class);
    views = desk.part(DeskViews.class);
    tokens = desk.part(ReplyTokens.class);
    for (Level level : Level.values()) {
      for (Token token : Token.values()) {
        for (Sender sender : Sender.values()) {
          cells.add(new Cell(level, token, sender));
        }
      }
    }
    open();
    prepare();
    for (Cell cell : cells) {
      desk.deliver(cell.address(cell.sender), cell.probe());
    }
    settled(cells.size() * 2 + 1);
  }

  private void open() throws Exception {
    desk.deliver(
        "else@third.example",
        mail("else@third.example", DESK, "X-First: 1", "Else", "else@third.example", "", "Else?"));
    for (Cell cell : cells) {
      cell.messageId = "first-" + cell.name + "@probe.example";
      String from = cell.address(Sender.REQUESTER);
      desk.deliver(from, mail(from, DESK, "X-First: 1", "Calls", cell.messageId, "", "No calls."));
    }
    settled(cells.size() + 1);
    other = numberOf("else@third.example");
    for (Cell cell : cells) {
      cell.number = numberOf(cell.messageId);
      cell.acknowledgement =
          jdbc.queryForObject(
              "select message_id from letter where ticket_id = ? and kind = 'ACKNOWLEDGEMENT'",
              String.class,
              cell.ticketId());
    }
  }

  private void prepare() {
    TicketVerbs verbs = desk.part(TicketVerbs.class);
    for (Cell cell : cells) {
      verbs.addParticipant(cell.number, cell.address(Sender.PARTICIPANT), MEI);
      verbs.assign(cell.number, MEI, MEI);
      verbs.setStatus(cell.number, Status.WAITING_FOR_CUSTOMER, MEI);
    }
  }

  private void settled(int mails) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                jdbc.queryForObject(
                    "select count(*) from mail where state in ('DONE', 'HELD')", Integer.class),
            count -> count == mails);
  }

  private String numberOf(String messageId) {
    return jdbc.queryForObject(
        """
        select t.number from mail m join ticket t on t.id = m.ticket_id where m.message_id = ?
        """,
        String.class,
        messageId);
  }

  @AfterAll
  void close() {
    desk.close();
  }

  @TestFactory
  Stream<DynamicTest> everyCellEndsAsTheTableSays() {
    return cells.stream()
        .map(
            cell ->
                dynamicTest(
                    "%s, %s token, %s: %s"
                        .formatted(cell.level, cell.token, cell.sender, cell.expected()),
                    () -> check(cell)));
  }

  private void check(Cell cell) {
    Outcome expected = cell.expected();
    assertThat(journal(cell)).as("the journal").isEqualTo(inJournal(cell));
    assertThat(entries(cell)).as("on the ticket").isEqualTo(onTicket(expected));
    boolean isShown = expected == Outcome.APPENDED || expected == Outcome.ANSWERED;
    for (Sender reader : List.of(Sender.REQUESTER, Sender.PARTICIPANT)) {
      assertThat(isShown(cell, reader)).as("%s is shown it", reader).isEqualTo(isShown);
    }
    assertThat(isShown(cell, Sender.STRANGER) && expected != Outcome.APPENDED)
        .as("a stranger is shown it")
        .isFalse();
    assertThat(letters(cell)).as("sent about the ticket").isEqualTo(sent(cell));
    assertThat(lettersToSender(cell))
        .as("sent to the sender about a ticket of their own")
        .isEqualTo(expected == Outcome.OWN_TICKET ? 1 : 0);
    assertThat(status(cell))
        .as("the status, with its owner")
        .isEqualTo(
            expected == Outcome.APPENDED ? "IN_PROGRESS " + MEI : "WAITING_FOR_CUSTOMER " + MEI);
    assertThat(generations(cell))
        .as("reply addresses that were changed")
        .isEqualTo(expected == Outcome.FOR_ENGINEERS ? 1 : 0);
  }

  private String journal(Cell cell) {
    return jdbc.queryForObject(
        """
        select state || ' ' || coalesce(outcome, hold) || ' ' || trust from mail where message_id = ?
        """,
        String.class,
        cell.mailId);
  }

  private static String inJournal(Cell cell) {
    return switch (cell.expected()) {
          case HELD -> "HELD SPOOF ";
          case OWN_TICKET -> "DONE OPENED ";
          default -> "DONE APPENDED ";
        }
        + cell.level;
  }

  private List<String> entries(Cell cell) {
    return jdbc.queryForList(
        """
        select kind || case when for_engineers then ' for engineers' else '' end from entry
        where ticket_id = ? and body like ? order by id
        """,
        String.class,
        cell.ticketId(),
        "%" + SECRET + "%");
  }

  private static List<String> onTicket(Outcome expected) {
    return switch (expected) {
      case APPENDED -> List.of("CUSTOMER_MESSAGE");
      case FOR_ENGINEERS -> List.of("CUSTOMER_MESSAGE for engineers");
      case ANSWERED -> List.of("ENGINEER_REPLY");
      case INTERNAL -> List.of("INTERNAL_NOTE for engineers");
      case OWN_TICKET, HELD -> List.of();
    };
  }

  private boolean isShown(Cell cell, Sender reader) {
    return views.shownTo(cell.number, cell.address(reader)).orElseThrow().stream()
        .anyMatch(entry -> entry.text().contains(SECRET));
  }

  /** But for the acknowledgement of the first mail: to whom, and what. */
  private List<String> letters(Cell cell) {
    return jdbc.queryForList(
        """
        select kind || ' to ' || recipient from letter
        where ticket_id = ? and kind <> 'ACKNOWLEDGEMENT' order by recipient
        """,
        String.class,
        cell.ticketId());
  }

  private static List<String> sent(Cell cell) {
    return cell.expected() == Outcome.ANSWERED
        ? List.of(
            "RELAY to " + cell.address(Sender.REQUESTER),
            "RELAY to " + cell.address(Sender.PARTICIPANT))
        : List.of();
  }

  private int lettersToSender(Cell cell) {
    return jdbc.queryForObject(
        """
        select count(*) from letter l join ticket t on t.id = l.ticket_id
        where l.recipient = ? and l.ticket_id <> ? and l.in_reply_to = ?
          and exists (select 1 from ticket_link k
                      where k.from_id = t.id and k.to_id = ? and k.relation = 'MENTIONS')
        """,
        Integer.class,
        cell.address(cell.sender),
        cell.ticketId(),
        cell.mailId,
        cell.ticketId());
  }

  private String status(Cell cell) {
    return jdbc.queryForObject(
        "select status || ' ' || owner from ticket where id = ?", String.class, cell.ticketId());
  }

  private int generations(Cell cell) {
    return jdbc.queryForObject(
        "select count(*) from correspondent where ticket_id = ? and generation > 1",
        Integer.class,
        cell.ticketId());
  }
}
