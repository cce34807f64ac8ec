package counterfoil.embedded;

import counterfoil.mail.Address;
import counterfoil.web.TryoutInbox;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.server.SMTPServer;

/**
 * The mail server of somebody who tries the desk out: takes any mail by SMTP, from any sender to
 * any recipient, and gives it to any user with any password by IMAP. It listens on 127.0.0.1 only,
 * keeps mails in memory, and never sends one out into the world.
 */
public final class TryoutMailServer implements TryoutInbox, AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final String SMTP_SETTING = "COUNTERFOIL_TRYOUT_SMTP_PORT";
  private static final String IMAP_SETTING = "COUNTERFOIL_TRYOUT_IMAP_PORT";
  private static final int LARGEST_MAIL = 64_000_000;

  private final String deskAddress;
  private final Clock clock;
  private final TryoutMailboxes mailboxes;
  private final SMTPServer smtp;

  /**
   * Opens both ports; port 0 is any free one.
   *
   * @throws CannotStart when a port is taken; names it and the setting
   */
  public TryoutMailServer(String deskAddress, int smtpPort, int imapPort, Clock clock) {
    this.deskAddress = deskAddress;
    this.clock = clock;
    requireFree(smtpPort, "SMTP", SMTP_SETTING);
    this.mailboxes = openMailboxes(imapPort, deskAddress);
    this.smtp = smtpServer(smtpPort);
    try {
      smtp.start();
    } catch (RuntimeException e) {
      mailboxes.close();
      throw taken(smtpPort, "SMTP", SMTP_SETTING, e);
    }
  }

  private static TryoutMailboxes openMailboxes(int port, String deskAddress) {
    requireFree(port, "IMAP", IMAP_SETTING);
    try {
      TryoutMailboxes mailboxes = TryoutMailboxes.open(HOST, port);
      mailboxes.make(deskAddress);
      return mailboxes;
    } catch (IOException e) {
      throw taken(port, "IMAP", IMAP_SETTING, e);
    }
  }

  /** Asked first: the servers themselves do not say what is wrong. */
  private static void requireFree(int port, String protocol, String setting) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(HOST, port));
    } catch (IOException e) {
      throw taken(port, protocol, setting, e);
    }
  }

  private static CannotStart taken(int port, String protocol, String setting, Exception cause) {
    return new CannotStart(
        "The try-out mail server cannot open its "
            + protocol
            + " port "
            + port
            + " ("
            + cause.getMessage()
            + "). Another Counterfoil may be running: stop it, or choose another port with "
            + setting
            + ". A bot with a real mailbox in counterfoil.mailboxes needs neither.",
        cause);
  }

  private SMTPServer smtpServer(int port) {
    return SMTPServer.port(port)
        .bindAddress(InetAddress.getLoopbackAddress())
        .hostName(domain(deskAddress))
        .softwareName("Counterfoil try-out")
        .maxMessageSize(LARGEST_MAIL)
        .showAuthCapabilitiesBeforeSTARTTLS(true)
        .authenticationHandlerFactory(
            new EasyAuthenticationHandlerFactory((user, password, context) -> {}))
        .fromAddressValidator(any -> true)
        .messageHandlerFactory(context -> new Delivery(mailboxes, deskAddress))
        .build();
  }

  private static Properties toSmtp(int port) {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", HOST);
    properties.setProperty("mail.smtp.port", Integer.toString(port));
    properties.setProperty("mail.smtp.localhost", "customer.example");
    properties.setProperty("mail.smtp.allow8bitmime", "true");
    properties.setProperty("mail.smtp.connectiontimeout", "10000");
    properties.setProperty("mail.smtp.timeout", "30000");
    return properties;
  }

  /** Where mails are taken. */
  public int smtpPort() {
    return smtp.getPortAllocated();
  }

  /** Where mails are read. */
  public int imapPort() {
    return mailboxes.port();
  }

  @Override
  public String deskAddress() {
    return deskAddress;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when the sender's address is none that a mail can have
   */
  @Override
  public void send(
      Address from,
      String subject,
      String text,
      Optional<String> inReplyTo,
      List<String> references) {
    try {
      MimeMessage mail = new IdentifiedByItsSender(from);
      mail.setFrom(
          new InternetAddress(from.email(), oneLine(from.name()), StandardCharsets.UTF_8.name()));
      mail.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(deskAddress, true));
      mail.setSubject(oneLine(subject), StandardCharsets.UTF_8.name());
      mail.setSentDate(Date.from(clock.instant()));
      if (inReplyTo.isPresent()) {
        mail.setHeader("In-Reply-To", bracketed(inReplyTo.get()));
        mail.setHeader("References", references(inReplyTo.get(), references));
      }
      mail.setText(text, StandardCharsets.UTF_8.name());
      mail.saveChanges();
      send(deskAddress, from.email(), mail);
    } catch (MessagingException | IOException e) {
      throw new IllegalArgumentException("This mail cannot be sent: " + e.getMessage(), e);
    }
  }

  /**
   * Sends a mail as it is to the desk, by SMTP.
   *
   * @param from the envelope sender; empty for a mail that wants no answer
   */
  public void send(String from, byte[] mail) throws IOException {
    send(deskAddress, from, mail);
  }

  /**
   * Sends a mail as it is, by SMTP.
   *
   * @param to the envelope recipient, such as a reply address of the desk
   * @param from the envelope sender; empty for a mail that wants no answer
   */
  public void send(String to, String from, byte[] mail) throws IOException {
    try {
      send(to, from, new MimeMessage(null, new ByteArrayInputStream(mail)));
    } catch (MessagingException e) {
      throw new IOException("The try-out mail server did not take a mail", e);
    }
  }

  private void send(String to, String from, MimeMessage mail) throws MessagingException {
    if (!from.isEmpty()) {
      new InternetAddress(from, true);
    }
    Properties properties = toSmtp(smtpPort());
    properties.setProperty("mail.smtp.from", from.isEmpty() ? "<>" : from);
    try (Transport transport = Session.getInstance(properties).getTransport("smtp")) {
      transport.connect();
      transport.sendMessage(mail, InternetAddress.parse(to));
    }
  }

  /** The chain with the answered mail as its last, RFC 5322, section 3.6.4. */
  private static String references(String inReplyTo, List<String> references) {
    return Stream.concat(
            references.stream().filter(id -> !id.equals(inReplyTo)), Stream.of(inReplyTo))
        .map(TryoutMailServer::bracketed)
        .collect(Collectors.joining("\r\n "));
  }

  private static String bracketed(String id) {
    return "<" + id.replaceAll("[\\s<>]", "") + ">";
  }

  /** A line break in a header would begin another header. */
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  private static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  @Override
  public List<byte[]> received(String address) {
    try {
      return mailboxes.inbox(address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    smtp.stop();
    mailboxes.close();
  }

  /** Says where it comes from as its sender's mail client would: not by this machine's name. */
  private static final class IdentifiedByItsSender extends MimeMessage {

    private final String domain;

    IdentifiedByItsSender(Address sender) {
      super((Session) null);
      this.domain = domain(sender.email());
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + UUID.randomUUID() + "@" + domain + ">");
    }
  }

  /** One mail on its way from the SMTP port to the inboxes of its recipients. */
  private static final class Delivery implements MessageHandler {

    /** Where the try-out's own Message-IDs come from; RFC 2606 keeps the name free. */
    private static final String HOST = "tryout.counterfoil.example";

    private static final int HEADER_LIMIT = 64 * 1024;

    private final TryoutMailboxes mailboxes;
    private final String desk;
    private final List<String> recipients = new ArrayList<>();
    private final String id = UUID.randomUUID().toString();
    private String sender = "";

    Delivery(TryoutMailboxes mailboxes, String desk) {
      this.mailboxes = mailboxes;
      this.desk = desk;
    }

    @Override
    public void from(String address) {
      sender = address;
    }

    @Override
    public void recipient(String address) {
      recipients.add(address);
    }

    /** The client is told that its mail was taken when this returns, and not before. */
    @Override
    public String data(InputStream data) throws RejectException, IOException {
      byte[] mail = data.readNBytes(LARGEST_MAIL + 1);
      if (mail.length > LARGEST_MAIL) {
        throw new RejectException(552, "5.3.4 Message too big");
      }
      for (String recipient : recipients) {
        mailboxes.deliver(inboxOf(recipient), withTrace(recipient, mail));
      }
      return "2.0.0 Ok: in the inbox";
    }

    /** The inbox of the desk is that of its reply addresses too (RFC 5233). */
    private String inboxOf(String recipient) {
      int at = recipient.lastIndexOf('@');
      int plus = recipient.indexOf('+');
      String base =
          plus > 0 && plus < at
              ? recipient.substring(0, plus) + recipient.substring(at)
              : recipient;
      return base.equalsIgnoreCase(desk) ? base : recipient;
    }

    /**
     * What a server adds at final delivery (RFC 5321, section 4.4), and what it adds to a mail that
     * somebody typed: without a Message-ID (RFC 6409, section 8.3) the same words sent again would
     * be the same mail.
     */
    private byte[] withTrace(String recipient, byte[] mail) {
      String trace = "Return-Path: <" + sender + ">\r\nDelivered-To: " + recipient + "\r\n";
      if (hasHeaderWithoutMessageId(mail)) {
        trace += "Message-ID: <" + id + "@" + HOST + ">\r\n";
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(mail.length + trace.length());
      bytes.writeBytes(trace.getBytes(StandardCharsets.UTF_8));
      bytes.writeBytes(mail);
      return bytes.toByteArray();
    }

    private static boolean hasHeaderWithoutMessageId(byte[] mail) {
      String start =
          new String(mail, 0, Math.min(mail.length, HEADER_LIMIT), StandardCharsets.ISO_8859_1);
      List<String> header = start.lines().takeWhile(line -> !line.isBlank()).toList();
      return !header.isEmpty()
          && header.stream().noneMatch(line -> line.regionMatches(true, 0, "Message-ID:", 0, 11));
    }

    @Override
    public void done() {
      recipients.clear();
    }
  }
}
