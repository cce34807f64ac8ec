package counterfoil.ops;

import counterfoil.mailbox.MailboxComponent;
import counterfoil.mailbox.MailboxStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Mailboxes from which nothing can be fetched, by which nothing can be sent, or which get no access
 * tokens.
 */
@Component
class MailboxAlarms implements AlarmSource {

  /** A server that is back within a minute was restarted. */
  private static final Duration WEATHER = Duration.ofMinutes(1);

  /** Tokens are asked for once a minute at most, and well before they are needed. */
  private static final Duration ONE_MORE_TRY = Duration.ofMinutes(2);

  private final MailboxComponent mailboxes;

  MailboxAlarms(MailboxComponent mailboxes) {
    this.mailboxes = mailboxes;
  }

  @Override
  public List<Alarm> look() {
    List<Alarm> alarms = new ArrayList<>();
    mailboxes
        .statuses()
        .forEach(
            (name, status) -> {
              status
                  .failure()
                  .ifPresent(why -> alarms.add(new Alarm("receiving", name, why, WEATHER)));
              if (status.strays() > 0) {
                alarms.add(passedOver(name, status));
              }
            });
    mailboxes
        .sendFailures()
        .forEach((name, why) -> alarms.add(new Alarm("sending", name, why, WEATHER)));
    mailboxes
        .tokens()
        .forEach(
            (name, source) ->
                source
                    .failure()
                    .ifPresent(why -> alarms.add(new Alarm("token", name, why, ONE_MORE_TRY))));
    return alarms;
  }

  /** Lasts until the next time that all is held against the journal. */
  private static Alarm passedOver(String name, MailboxStatus status) {
    return new Alarm(
        "reconcile",
        name,
        "%d mails had been passed over when the folders were held against the journal at %s; they were taken in then, and should not have been passed over"
            .formatted(status.strays(), status.lastReconciliation()),
        Duration.ZERO);
  }
}
