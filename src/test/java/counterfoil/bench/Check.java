package counterfoil.bench;

import counterfoil.rig.Database;
import counterfoil.rig.SeededMails;
import counterfoil.rig.SeededMails.Sample;
import counterfoil.rig.SmtpSink;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds what the bot did against what it was given: each serial number against the database, each
 * acknowledgement against the mail that it answers.
 *
 * @param lost mails without an entry, and requests without an acknowledgement
 * @param doubled mails with several entries, and requests with several acknowledgements
 * @param threaded mails on another ticket than that of the mail that began their conversation, or
 *     on that of another conversation
 */
record Check(
    long tickets, long entries, int acknowledgements, int lost, int doubled, int threaded) {

  boolean isGood() {
    return lost == 0 && doubled == 0 && threaded == 0;
  }

  static Check of(List<Sample> samples, Database database, List<SmtpSink.Taken> taken)
      throws SQLException {
    Map<Integer, List<String>> tickets = ticketsBySerial(database);
    Map<String, Integer> rootByTicket = new HashMap<>();
    Map<String, List<String>> sent = sentByTicket(database, taken);
    int lost = 0;
    int doubled = 0;
    int threaded = 0;
    int acknowledgements = 0;
    for (Sample sample : samples) {
      List<String> on = tickets.getOrDefault(sample.serial(), List.of());
      lost += on.isEmpty() ? 1 : 0;
      doubled += on.size() > 1 ? 1 : 0;
      for (String ticket : on) {
        Integer other = rootByTicket.putIfAbsent(ticket, sample.root());
        threaded += other != null && other != sample.root() ? 1 : 0;
        if (!tickets.getOrDefault(sample.root(), List.of()).contains(ticket)) {
          threaded++;
        }
      }
      if (sample.isNew() && !on.isEmpty()) {
        int letters = sent.getOrDefault(on.get(0), List.of()).size();
        acknowledgements += letters;
        lost += letters == 0 ? 1 : 0;
        doubled += letters > 1 ? 1 : 0;
      }
    }
    return new Check(
        database.number("select count(*) from ticket"),
        database.number("select count(*) from entry"),
        acknowledgements,
        lost,
        doubled,
        threaded);
  }

  private static Map<Integer, List<String>> ticketsBySerial(Database database) throws SQLException {
    Map<Integer, List<String>> tickets = new HashMap<>();
    for (List<String> row : database.rows("select ticket_id, body || ' ' || rest from entry")) {
      tickets
          .computeIfAbsent(SeededMails.serialIn(row.get(1)), serial -> new ArrayList<>())
          .add(row.get(0));
    }
    return tickets;
  }

  /** What reached the SMTP server, to the address that it should, by ticket. */
  private static Map<String, List<String>> sentByTicket(
      Database database, List<SmtpSink.Taken> taken) throws SQLException {
    Map<String, String> ticketByLetter = new HashMap<>();
    Set<String> right = new HashSet<>();
    for (List<String> row :
        database.rows(
            """
            select l.message_id, l.ticket_id, t.requester
            from letter l join ticket t on t.id = l.ticket_id
            """)) {
      ticketByLetter.put("<" + row.get(0) + ">", row.get(1));
      right.add("<" + row.get(0) + "> " + row.get(2));
    }
    Map<String, List<String>> sent = new HashMap<>();
    for (SmtpSink.Taken letter : taken) {
      String ticket = ticketByLetter.get(letter.messageId());
      if (ticket != null && right.contains(letter.messageId() + " " + letter.recipient())) {
        sent.computeIfAbsent(ticket, any -> new ArrayList<>()).add(letter.messageId());
      }
    }
    return sent;
  }
}
