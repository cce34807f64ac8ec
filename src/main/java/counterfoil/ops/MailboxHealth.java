package counterfoil.ops;

import counterfoil.mailbox.MailboxComponent;
import counterfoil.mailbox.MailboxStatus;
import counterfoil.mailbox.TokenSource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether mail can be taken in and letters can leave, mailbox by mailbox. */
@Component("mailboxes")
class MailboxHealth implements HealthIndicator {

  private final MailboxComponent mailboxes;

  MailboxHealth(MailboxComponent mailboxes) {
    this.mailboxes = mailboxes;
  }

  @Override
  public Health health() {
    Map<String, String> cannotSend = mailboxes.sendFailures();
    Health.Builder health = new Health.Builder().up();
    mailboxes
        .statuses()
        .forEach(
            (name, status) -> {
              Map<String, Object> details = details(status);
              if (status.failure().isPresent() || cannotSend.containsKey(name)) {
                health.down();
              }
              if (cannotSend.containsKey(name)) {
                details.put("sending", cannotSend.get(name));
              }
              TokenSource tokens = mailboxes.tokens().get(name);
              if (tokens != null) {
                details.put("token", said(tokens));
              }
              health.withDetail(name, details);
            });
    return health.build();
  }

  private static Map<String, Object> details(MailboxStatus status) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(
        "receiving",
        status
            .failure()
            .orElse(status.standsBy() ? "another bot does; this one stands by" : "works"));
    details.put("lastLogin", said(status.lastLogin()));
    details.put("lastLook", said(status.lastLook()));
    details.put("lastMail", said(status.lastMail()));
    details.put("fetched", status.fetched());
    details.put("waiting", status.waiting());
    if (status.stubborn() > 0) {
      details.put("notHandedOut", status.stubborn());
    }
    status.cannotMove().ifPresent(sentence -> details.put("moving", sentence));
    return details;
  }

  private static String said(TokenSource tokens) {
    String until = tokens.expires().map(expires -> "until " + expires).orElse("none yet");
    return tokens.failure().map(why -> until + "; " + why).orElse(until);
  }

  private static String said(Instant time) {
    return time.equals(Instant.EPOCH) ? "never" : time.toString();
  }
}
