package counterfoil.app;

import counterfoil.embedded.SampleMails;
import counterfoil.embedded.TryoutMailServer;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Without a mailbox in the settings a mail server starts with the bot, to try the desk out. */
@Configuration(proxyBeanMethods = false)
@Conditional(TryoutParts.NoMailboxIsSet.class)
class TryoutParts {

  static final class NoMailboxIsSet extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(
        ConditionContext context, AnnotatedTypeMetadata metadata) {
      boolean set =
          Binder.get(context.getEnvironment())
              .bind("counterfoil.mailboxes", Bindable.mapOf(String.class, Object.class))
              .map(mailboxes -> !mailboxes.isEmpty())
              .orElse(false);
      return new ConditionOutcome(
          !set, ConditionMessage.of(set ? "a mailbox is set" : "no mailbox is set"));
    }
  }

  @Bean(destroyMethod = "close")
  TryoutMailServer tryoutMailServer(Settings settings, Clock clock) {
    Settings.Tryout tryout = settings.tryout();
    return new TryoutMailServer(tryout.address(), tryout.smtpPort(), tryout.imapPort(), clock);
  }

  /** A desk to look at: started by {@link Opening}, for a mail needs somebody to read it. */
  @Bean(destroyMethod = "close")
  @ConditionalOnBooleanProperty(name = "counterfoil.tryout.samples", matchIfMissing = true)
  SampleMails sampleMails(TryoutMailServer server, Settings settings, Clock clock) {
    return new SampleMails(
        server::send, server.deskAddress(), clock, settings.data().resolve("tryout-samples-sent"));
  }
}
