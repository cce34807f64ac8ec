package counterfoil.ops;

import counterfoil.desk.HeldMails;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Mails that wait for a person, a sender who opens too many tickets, and tickets that customers
 * reopened too often. No address stands in an alarm: whoever causes one could choose its words.
 */
@Component
class HeldAlarms implements AlarmSource {

  /** A ticket that is not reopened any more is news for so long. */
  static final Duration NEWS = Duration.ofHours(1);

  /** Tickets that are named; of more there are only numbers. */
  private static final int NAMED = 10;

  private final HeldMails held;
  private volatile List<Alarm> last = List.of();

  HeldAlarms(HeldMails held) {
    this.held = held;
  }

  /** While the database is away what was wrong before is neither over nor anew. */
  @Override
  public List<Alarm> look() {
    try {
      last = found();
    } catch (DataAccessException | TransactionException e) {
      // Another source says so.
    }
    return last;
  }

  private List<Alarm> found() {
    List<Alarm> alarms = new ArrayList<>();
    HeldMails.Counts counts = held.counts();
    counts
        .oldest()
        .ifPresent(
            oldest ->
                alarms.add(
                    new Alarm(
                        "held",
                        "",
                        "%s held for a person to decide, the oldest since %s; look at /held"
                            .formatted(are(counts.mails()), oldest),
                        Duration.ZERO)));
    if (counts.floods() > 0) {
      alarms.add(
          new Alarm(
              "flood",
              "",
              "a sender opened too many tickets, and %s held because of it; look at /held"
                  .formatted(are(counts.floods())),
              Duration.ZERO));
    }
    List<String> tickets = held.notReopened(NEWS);
    if (!tickets.isEmpty()) {
      alarms.add(
          new Alarm(
              "reopenings",
              "",
              ("%s reopened too often, and what the customer writes does not reopen %s any more for"
                      + " a while; look at %s%s")
                  .formatted(
                      tickets.size() == 1 ? "a ticket was" : tickets.size() + " tickets were",
                      tickets.size() == 1 ? "it" : "them",
                      String.join(", ", tickets.subList(0, Math.min(NAMED, tickets.size()))),
                      tickets.size() > NAMED ? " and others" : ""),
              Duration.ZERO));
    }
    return alarms;
  }

  private static String are(long mails) {
    return mails == 1 ? "1 mail is" : mails + " mails are";
  }
}
