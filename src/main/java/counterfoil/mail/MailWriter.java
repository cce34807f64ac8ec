package counterfoil.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Turns an {@link OutgoingMail} into bytes. The one gate for everything that leaves: a control
 * character in any header value is refused, so that no text of others becomes a header of ours
 * (T20).
 */
public final class MailWriter {

  /** As much of a chain as one header holds (rule 23). */
  private static final int LONGEST_REFERENCES = 1_500;

  private static final Session SESSION = Session.getInstance(new Properties());

  private final Clock clock;

  /** With a clock for the Date field. */
  public MailWriter(Clock clock) {
    this.clock = clock;
  }

  /**
   * Writes a mail as RFC 5322, line ends CRLF.
   *
   * @throws IllegalArgumentException when a header value holds a control character or an address is
   *     none
   */
  public byte[] write(OutgoingMail mail) {
    try {
      MimeMessage message = new FixedIdMessage(mail.messageId());
      message.setFrom(address(mail.from()));
      for (Address to : mail.to()) {
        message.addRecipient(Message.RecipientType.TO, address(to));
      }
      message.setSubject(checked(mail.subject()), "UTF-8");
      message.setSentDate(Date.from(clock.instant()));
      if (!mail.inReplyTo().isEmpty()) {
        setThread(message, mail.inReplyTo(), mail.references());
      }
      for (Map.Entry<String, String> header : mail.headers().entrySet()) {
        message.setHeader(checked(header.getKey()), checked(header.getValue()));
      }
      setBody(message, mail);
      message.saveChanges();
      ByteArrayOutputStream out = new ByteArrayOutputStream(8_192);
      message.writeTo(out);
      return out.toByteArray();
    } catch (MessagingException e) {
      throw new IllegalArgumentException("This mail cannot be written: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a mail can be written to an address: what {@link #write} would refuse. */
  public static boolean canWriteTo(String email) {
    try {
      address(Address.of(email));
      return true;
    } catch (MessagingException | IllegalArgumentException refused) {
      return false;
    }
  }

  private static void setThread(MimeMessage message, String inReplyTo, List<String> references)
      throws MessagingException {
    if (!isMessageId(inReplyTo)) {
      return;
    }
    message.setHeader("In-Reply-To", "<" + inReplyTo + ">");
    String chain =
        references.stream()
            .filter(id -> !id.equals(inReplyTo) && isMessageId(id))
            .map(id -> "<" + id + ">")
            .collect(Collectors.joining("\r\n "));
    String whole = chain.isEmpty() ? "" : chain + "\r\n ";
    message.setHeader(
        "References", (whole.length() > LONGEST_REFERENCES ? "" : whole) + "<" + inReplyTo + ">");
  }

  /** What may stand in a header as an id: other people choose these. */
  private static boolean isMessageId(String id) {
    return !id.isEmpty()
        && id.length() <= 250
        && id.chars().allMatch(c -> c > ' ' && c < 127 && c != '<' && c != '>');
  }

  private static void setBody(MimeMessage message, OutgoingMail mail) throws MessagingException {
    if (mail.html().isEmpty()) {
      message.setText(mail.text(), "UTF-8");
      return;
    }
    MimeMultipart alternative = new MimeMultipart("alternative");
    MimeBodyPart text = new MimeBodyPart();
    text.setText(mail.text(), "UTF-8");
    alternative.addBodyPart(text);
    MimeBodyPart html = new MimeBodyPart();
    html.setText(mail.html(), "UTF-8", "html");
    alternative.addBodyPart(html);
    message.setContent(alternative);
  }

  private static InternetAddress address(Address address) throws MessagingException {
    InternetAddress written = new InternetAddress(checked(address.email()), true);
    if (!address.name().isEmpty()) {
      try {
        written.setPersonal(checked(address.name()), StandardCharsets.UTF_8.name());
      } catch (java.io.UnsupportedEncodingException e) {
        throw new IllegalStateException(e);
      }
    }
    return written;
  }

  private static String checked(String value) {
    if (value.chars().anyMatch(c -> c < ' ' || c == 127)) {
      throw new IllegalArgumentException("A header value holds a control character.");
    }
    return value;
  }

  /** Keeps the Message-ID that was fixed when the letter was queued; Angus would make a new one. */
  private static final class FixedIdMessage extends MimeMessage {

    private final String messageId;

    FixedIdMessage(String messageId) {
      super(SESSION);
      this.messageId = checked(messageId);
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + messageId + ">");
    }
  }
}
