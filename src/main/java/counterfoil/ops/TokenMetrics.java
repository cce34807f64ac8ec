package counterfoil.ops;

import counterfoil.mailbox.MailboxComponent;
import counterfoil.mailbox.TokenSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** How the access tokens of the mailboxes are that log in by OAuth2. */
@Component
class TokenMetrics implements MeterBinder {

  private final MailboxComponent mailboxes;
  private final Clock clock;

  TokenMetrics(MailboxComponent mailboxes, Clock clock) {
    this.mailboxes = mailboxes;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    mailboxes.tokens().forEach((name, source) -> bind(registry, name, source));
  }

  private void bind(MeterRegistry registry, String name, TokenSource source) {
    Gauge.builder("counterfoil.oauth2.up", source, s -> s.failure().isEmpty() ? 1 : 0)
        .description("Whether the token endpoint gave a token when it was last asked")
        .tag("mailbox", name)
        .register(registry);
    TimeGauge.builder("counterfoil.oauth2.expires", source, TimeUnit.SECONDS, this::secondsLeft)
        .description("Until the access token expires; below nothing it has")
        .tag("mailbox", name)
        .register(registry);
  }

  private double secondsLeft(TokenSource source) {
    return source
        .expires()
        .map(expires -> (double) Duration.between(clock.instant(), expires).toSeconds())
        .orElse(Double.NaN);
  }
}
