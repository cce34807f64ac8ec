package counterfoil.mailbox;

import counterfoil.mail.Envelope;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Connections to the SMTP servers of the mailboxes, kept from letter to letter. Safe for many
 * threads: each letter has a connection to itself while it is handed over.
 */
final class SmtpConnections {

  /** A connection that rested so long is asked whether it still lives. */
  private static final Duration RESTED = Duration.ofSeconds(5);

  private static final Session SESSION = Session.getInstance(new Properties());

  /** As long one alone tries whether a server that refused us would let us in again. */
  private static final Duration TRIAL = Duration.ofMinutes(2);

  /**
   * Until when nobody logs in, because the server refused the last login or asked for patience.
   *
   * @param why what is said meanwhile
   */
  private record Hold(Instant from, Instant until, String why) {

    boolean holds(Instant now) {
      // One that begins in the future is of a clock that was set back.
      return !now.isBefore(from) && now.isBefore(until);
    }
  }

  private record Kept(SMTPTransport transport, Instant since) {}

  private final Map<String, Account> accounts;
  private final Map<String, Deque<Kept>> idle = new ConcurrentHashMap<>();
  private final Map<String, String> failures = new ConcurrentHashMap<>();
  private final Map<String, Hold> holds = new ConcurrentHashMap<>();
  private final Clock clock;

  SmtpConnections(Map<String, Account> accounts, Clock clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  /** Returns when the server has taken responsibility (250 after DATA, RFC 5321 section 6.1). */
  void send(Envelope mail) throws SmtpRefusedException, SmtpTroubleException {
    Account account = accounts.get(mail.mailbox());
    if (account == null) {
      throw new SmtpRefusedException("there is no mailbox " + mail.mailbox(), null);
    }
    SMTPTransport kept = takeKept(account);
    if (kept != null) {
      try {
        handOver(kept, account, mail);
        return;
      } catch (ConnectionLostException e) {
        // Servers close connections that they find long or busy enough; nothing was handed over
        // yet.
      }
    }
    SMTPTransport fresh = connect(account);
    try {
      handOver(fresh, account, mail);
    } catch (ConnectionLostException e) {
      throw new SmtpTroubleException(e.getMessage(), e);
    }
  }

  private @Nullable SMTPTransport takeKept(Account account) {
    Kept kept = connections(account).pollFirst();
    if (kept == null) {
      return null;
    }
    boolean rested = kept.since().plus(RESTED).isBefore(clock.instant());
    if (rested && !kept.transport().isConnected()) {
      close(kept.transport());
      return takeKept(account);
    }
    return kept.transport();
  }

  private SMTPTransport connect(Account account) throws SmtpTroubleException {
    mayLogIn(account);
    try {
      SMTPTransport transport = Connections.smtp(account);
      failures.remove(account.name());
      holds.remove(account.name());
      return transport;
    } catch (MessagingException e) {
      String sentence = Connections.sentence(account.smtp(), e);
      failures.put(account.name(), sentence);
      hold(account, sentence, e);
      throw new SmtpTroubleException(sentence, e);
    }
  }

  /**
   * However many letters wait, a server that refused a login is left alone for a while, and then
   * tried by one of them, so that no account is locked.
   */
  private void mayLogIn(Account account) throws SmtpTroubleException {
    Instant now = clock.instant();
    Hold hold = holds.get(account.name());
    if (hold == null) {
      return;
    }
    Hold trial = new Hold(now, now.plus(TRIAL), hold.why());
    if (hold.holds(now) || !holds.replace(account.name(), hold, trial)) {
      throw new SmtpTroubleException(hold.why(), null);
    }
  }

  private void hold(Account account, String why, MessagingException trouble) {
    Instant now = clock.instant();
    Connections.pause(account.smtp(), trouble, account.watching().loginRetry())
        .ifPresentOrElse(
            pause -> holds.put(account.name(), new Hold(now, now.plus(pause), why)),
            () -> holds.remove(account.name()));
  }

  private void handOver(SMTPTransport transport, Account account, Envelope mail)
      throws SmtpRefusedException, SmtpTroubleException, ConnectionLostException {
    try {
      SMTPMessage message = new SMTPMessage(SESSION, new ByteArrayInputStream(mail.content()));
      message.setEnvelopeFrom("<" + mail.sender() + ">");
      Address[] recipients = new Address[mail.recipients().size()];
      for (int i = 0; i < recipients.length; i++) {
        recipients[i] = new InternetAddress(mail.recipients().get(i), false);
      }
      transport.sendMessage(message, recipients);
      connections(account).addFirst(new Kept(transport, clock.instant()));
    } catch (MessagingException e) {
      close(transport);
      judge(account, e);
    }
  }

  /** 5xx is for ever, everything else may pass (RFC 5321 section 4.2.1). */
  private static void judge(Account account, MessagingException e)
      throws SmtpRefusedException, SmtpTroubleException, ConnectionLostException {
    for (Exception cause = e; cause != null; cause = next(cause)) {
      if (cause instanceof SMTPAddressFailedException refused
          && refused.getReturnCode() >= 500
          && refused.getReturnCode() < 600) {
        throw new SmtpRefusedException(refused.getMessage().strip(), e);
      }
    }
    if (e instanceof SMTPSendFailedException failed) {
      boolean atTheDoor = failed.getCommand() != null && failed.getCommand().startsWith("MAIL");
      if (atTheDoor && (failed.getReturnCode() == 421 || failed.getReturnCode() < 0)) {
        throw new ConnectionLostException(failed);
      }
      if (failed.getReturnCode() >= 500 && failed.getReturnCode() < 600) {
        throw new SmtpRefusedException(failed.getMessage().strip(), e);
      }
    }
    throw new SmtpTroubleException(Connections.sentence(account.smtp(), e), e);
  }

  private static @Nullable Exception next(Exception e) {
    return e instanceof MessagingException messaging ? messaging.getNextException() : null;
  }

  private Deque<Kept> connections(Account account) {
    return idle.computeIfAbsent(account.name(), name -> new ConcurrentLinkedDeque<>());
  }

  /** Why each mailbox whose SMTP server could not be reached last time cannot send, by name. */
  Map<String, String> failures() {
    return Map.copyOf(failures);
  }

  void close() {
    idle.values().forEach(kept -> kept.forEach(one -> close(one.transport())));
    idle.clear();
  }

  private static void close(SMTPTransport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      // It is gone already.
    }
  }

  /** The connection ended before the mail was handed over. */
  private static final class ConnectionLostException extends Exception {

    ConnectionLostException(SMTPSendFailedException cause) {
      super("the connection ended: " + cause.getMessage(), cause);
    }
  }
}
