package counterfoil.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import counterfoil.faults.Customers.Written;
import counterfoil.rig.MailboxClient;
import counterfoil.rig.SeededMails;
import counterfoil.rig.SeededMails.Sample;
import counterfoil.rig.SmtpSink;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Holds what became of the mails against what was written, by the serial number in each. Knows the
 * right tickets and letters from the generator alone, in which no time and no order appears.
 */
final class Oracle {

  private static final String UNSETTLED =
      """
      select (select count(*) from mail where state <> 'DONE')
           + (select count(*) from letter where state = 'DUE')
      """;

  /**
   * What was found.
   *
   * @param lost by serial number: no entry, or no acknowledgement where one is due
   * @param doubled by serial number: several entries, or several letters, or one in several
   *     wordings
   * @param misthreaded by serial number: on another ticket than the mail that it answers
   * @param others what is no single mail's, in sentences
   * @param again letters that were sent more than once, with one Message-ID
   */
  record Findings(
      Map<Integer, String> lost,
      Map<Integer, String> doubled,
      Map<Integer, String> misthreaded,
      List<String> others,
      int again) {

    boolean isGood() {
      return lost.isEmpty() && doubled.isEmpty() && misthreaded.isEmpty() && others.isEmpty();
    }
  }

  private final Site site;

  /** Hashes of mails that were found missing: nobody need wait for them. */
  private final Set<String> givenUp = new HashSet<>();

  Oracle(Site site) {
    this.site = site;
  }

  /** Serial numbers of mails that are neither in the journal nor in the mailbox any more (I1). */
  Set<Integer> missing() throws Exception {
    Map<String, Integer> rest = new HashMap<>();
    for (Written mail : site.customers.written()) {
      rest.put(mail.sha256(), mail.sample().serial());
    }
    rest.keySet().removeAll(journal());
    if (!rest.isEmpty()) {
      try (MailboxClient client = MailboxClient.at(site.dovecot)) {
        client.raw("INBOX").forEach(raw -> rest.remove(Customers.sha256(raw)));
      }
      // A bot that lives may have kept and moved one between these two looks.
      rest.keySet().removeAll(journal());
    }
    givenUp.addAll(rest.keySet());
    return new TreeSet<>(rest.values());
  }

  /** Hashes of the bytes themselves, not the ones that the bot wrote beside them. */
  private Set<String> journal() throws SQLException {
    return site.database.rows("select encode(sha256(raw), 'hex') from mail").stream()
        .map(row -> row.get(0))
        .collect(Collectors.toSet());
  }

  /** Waits until every mail is decided, every letter sent and the mailbox empty. */
  void awaitSettled(Duration limit) {
    try {
      await("all mails are decided, all letters sent")
          .atMost(limit)
          .pollInterval(Duration.ofMillis(100))
          .ignoreExceptionsInstanceOf(SQLException.class)
          .until(this::hurriesAndIsSettled);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(unsettled(), e);
    }
  }

  /** Waits until all has settled, and fails unless every mail became what it should. */
  void assertAllIsWell() throws SQLException {
    awaitSettled(Site.LIMIT);
    Findings found = findings();
    assertThat(found.isGood()).as("%s", found).isTrue();
  }

  private boolean hurriesAndIsSettled() throws Exception {
    site.hurry();
    return isSettled();
  }

  private boolean isSettled() throws Exception {
    return site.database.number(UNSETTLED) == 0
        && missingInJournal().isEmpty()
        && site.database.number(UNSETTLED) == 0;
  }

  private Set<String> missingInJournal() throws SQLException {
    Set<String> rest =
        site.customers.written().stream().map(Written::sha256).collect(Collectors.toSet());
    rest.removeAll(journal());
    rest.removeAll(givenUp);
    return rest;
  }

  private String unsettled() {
    try {
      return "not settled: %d mails are not in the journal; mails %s; letters %s; bots:\n%s"
          .formatted(
              missingInJournal().size(),
              site.database.rows("select state, max(reason), count(*) from mail group by 1"),
              site.database.rows("select state, max(failure), count(*) from letter group by 1"),
              site.lastWords());
    } catch (SQLException e) {
      return "not settled, and the database says: " + e.getMessage();
    }
  }

  /** After everything has settled (I1 to I4, I6, I8, and of I7 that the bytes are whole). */
  Findings findings() throws SQLException {
    Findings found =
        new Findings(
            new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new ArrayList<>(), repeats());
    Map<Integer, List<String>> tickets = ticketsBySerial();
    Map<String, Set<String>> letters = lettersByTicket(found);
    Map<String, Integer> rootByTicket = new HashMap<>();
    for (Written mail : site.customers.written()) {
      int serial = mail.sample().serial();
      int root = mail.sample().root();
      List<String> on = tickets.getOrDefault(serial, List.of());
      if (on.isEmpty()) {
        found.lost().put(serial, "no entry");
        continue;
      }
      if (on.size() > 1) {
        found.doubled().put(serial, "entries on the tickets " + on);
      }
      for (String ticket : on) {
        Integer other = rootByTicket.putIfAbsent(ticket, root);
        if (!tickets.getOrDefault(root, List.of()).contains(ticket)
            || (other != null && other != root)) {
          found.misthreaded().put(serial, "on ticket " + ticket + ", answers mail " + root);
        }
      }
      if (mail.sample().isNew()) {
        Set<String> sent = letters.getOrDefault(on.get(0), Set.of());
        if (sent.isEmpty()) {
          found.lost().put(serial, "no acknowledgement");
        } else if (sent.size() > 1) {
          found.doubled().put(serial, "acknowledgements " + sent);
        }
      }
    }
    others(found);
    return found;
  }

  private void others(Findings found) throws SQLException {
    Set<String> delivered =
        site.customers.written().stream().map(Written::sha256).collect(Collectors.toSet());
    Set<String> strangers = new HashSet<>(journal());
    strangers.removeAll(delivered);
    if (!strangers.isEmpty()) {
      found.others().add(strangers.size() + " mails of the journal were never written");
    }
    long wrong =
        site.database.number(
            "select count(*) from mail where sha256 <> encode(sha256(raw), 'hex')");
    if (wrong > 0) {
      found.others().add(wrong + " mails have another hash than their bytes");
    }
    long undecided = site.database.number("select count(*) from mail where state <> 'DONE'");
    if (undecided > 0) {
      found.others().add(undecided + " mails are undecided");
    }
    long requests =
        site.customers.written().stream()
            .map(Written::sample)
            .filter(Sample::isNew)
            .map(Sample::serial)
            .distinct()
            .count();
    long opened = site.database.number("select count(*) from ticket");
    if (requests != opened) {
      found.others().add("%d tickets for %d requests".formatted(opened, requests));
    }
  }

  private Map<Integer, List<String>> ticketsBySerial() throws SQLException {
    Map<Integer, List<String>> tickets = new HashMap<>();
    for (List<String> row :
        site.database.rows(
            "select ticket_id, body || ' ' || rest from entry where kind = 'CUSTOMER_MESSAGE'")) {
      tickets
          .computeIfAbsent(SeededMails.serialIn(row.get(1)), serial -> new ArrayList<>())
          .add(row.get(0));
    }
    return tickets;
  }

  /**
   * By ticket, what reached the SMTP server for the right person: Message-ID and a hash of the
   * words. What left without a row is told.
   */
  private Map<String, Set<String>> lettersByTicket(Findings found) throws SQLException {
    Map<String, String> ticketByLetter = new HashMap<>();
    Set<String> right = new HashSet<>();
    for (List<String> row :
        site.database.rows(
            """
            select l.message_id, l.ticket_id, t.requester
            from letter l join ticket t on t.id = l.ticket_id
            """)) {
      ticketByLetter.put("<" + row.get(0) + ">", row.get(1));
      right.add("<" + row.get(0) + "> " + row.get(2));
    }
    Map<String, Set<String>> sent = new HashMap<>();
    for (SmtpSink.Taken letter : site.sink.taken()) {
      String ticket = ticketByLetter.get(letter.messageId());
      if (ticket == null) {
        found.others().add("letter " + letter.messageId() + " left without a row");
      } else if (right.contains(letter.messageId() + " " + letter.recipient())) {
        sent.computeIfAbsent(ticket, any -> new HashSet<>())
            .add(letter.messageId() + " " + letter.words());
      } else {
        found.others().add("letter " + letter.messageId() + " went to " + letter.recipient());
      }
    }
    return sent;
  }

  private int repeats() {
    List<SmtpSink.Taken> taken = site.sink.taken();
    return taken.size() - (int) taken.stream().map(SmtpSink.Taken::messageId).distinct().count();
  }
}
