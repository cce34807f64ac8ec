package counterfoil.ops;

import counterfoil.desk.DeskViews;
import counterfoil.desk.MailState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Mails that nobody has decided on, mails that failed, and a database that does not answer. */
@Component
class JournalAlarms implements AlarmSource {

  /** After so long a kept mail must have its outcome (rule 4). */
  static final Duration UNDECIDED = Duration.ofMinutes(5);

  /** Short interruptions are weather. */
  private static final Duration WEATHER = Duration.ofSeconds(20);

  private final DeskViews desk;

  JournalAlarms(DeskViews desk) {
    this.desk = desk;
  }

  @Override
  public List<Alarm> look() {
    List<Alarm> alarms = new ArrayList<>();
    try {
      DeskViews.Undecided undecided = desk.undecided(UNDECIDED);
      undecided
          .since()
          .ifPresent(
              since ->
                  alarms.add(
                      new Alarm(
                          "undecided",
                          "",
                          "%d mails wait for more than %d minutes, the oldest since %s%s; see /journal?state=KEPT"
                              .formatted(
                                  undecided.mails(),
                                  UNDECIDED.toMinutes(),
                                  since,
                                  undecided.reason().isEmpty()
                                      ? ""
                                      : " (" + undecided.reason() + ")"),
                          Duration.ZERO)));
      long parked = desk.journalCounts().getOrDefault(MailState.PARKED, 0L);
      if (parked > 0) {
        alarms.add(
            new Alarm(
                "parked",
                "",
                "%d mails could not be processed and are set aside; see /journal?state=PARKED"
                    .formatted(parked),
                Duration.ZERO));
      }
    } catch (DataAccessException | TransactionException e) {
      alarms.add(
          new Alarm(
              "database",
              "",
              "the database does not answer, so nothing is fetched or sent; nothing is lost, and work"
                  + " goes on by itself when it is back",
              WEATHER));
    }
    return alarms;
  }
}
