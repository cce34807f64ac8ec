package counterfoil.mailbox;

import counterfoil.mail.Envelope;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Hands written mails to the SMTP server of their mailbox. */
final class MailboxProducer extends DefaultProducer {

  private final SmtpConnections smtp;

  MailboxProducer(MailboxEndpoint endpoint, SmtpConnections smtp) {
    super(endpoint);
    this.smtp = smtp;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    smtp.send(exchange.getMessage().getMandatoryBody(Envelope.class));
  }
}
