package counterfoil.mailbox;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/** A mailbox to receive from, or the way out. */
final class MailboxEndpoint extends DefaultEndpoint {

  private final MailboxComponent component;
  private final @Nullable Account account;
  private final @Nullable MailboxStatus status;

  MailboxEndpoint(
      String uri,
      MailboxComponent component,
      @Nullable Account account,
      @Nullable MailboxStatus status) {
    super(uri, component);
    this.component = component;
    this.account = account;
    this.status = status;
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    if (account == null || status == null) {
      throw new UnsupportedOperationException(
          "mailbox:send only sends; receive from mailbox:NAME.");
    }
    MailboxConsumer consumer =
        new MailboxConsumer(
            this,
            processor,
            account,
            status,
            component.journal(),
            component.leases(),
            component.clock());
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  public Producer createProducer() {
    if (account != null) {
      throw new UnsupportedOperationException("mailbox:NAME only receives; send to mailbox:send.");
    }
    return new MailboxProducer(this, component.smtp());
  }

  @Override
  public boolean isSingleton() {
    return true;
  }
}
