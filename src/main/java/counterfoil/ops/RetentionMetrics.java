package counterfoil.ops;

import counterfoil.privacy.Retention;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** How much this bot has forgotten since its start. */
@Component
class RetentionMetrics implements MeterBinder {

  private final Retention retention;

  RetentionMetrics(Retention retention) {
    this.retention = retention;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    FunctionCounter.builder("counterfoil.forgotten", retention, Retention::ticketsForgotten)
        .description("Resolved tickets whose words are not kept any more, and mails without bytes")
        .tag("what", "tickets")
        .register(registry);
    FunctionCounter.builder("counterfoil.forgotten", retention, Retention::rawForgotten)
        .description("Resolved tickets whose words are not kept any more, and mails without bytes")
        .tag("what", "raw")
        .register(registry);
  }
}
