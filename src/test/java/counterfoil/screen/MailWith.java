package counterfoil.screen;

import counterfoil.mail.Address;
import counterfoil.mail.Attachment;
import counterfoil.mail.ParsedMail;
import counterfoil.mail.ReportPart;
import counterfoil.reply.MailText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A mail as the reader hands it over, told in a line: a mail of Nadia's unless said otherwise. */
final class MailWith {

  private final Map<String, List<String>> headers = new HashMap<>();
  private final List<Attachment> attachments = new ArrayList<>();
  private final List<ReportPart> reports = new ArrayList<>();
  private List<Address> from = List.of(new Address("nadia@harbour-hotels.example", "Nadia Hart"));
  private String messageId = "1@harbour-hotels.example";
  private String subject = "Calls dropped";
  private String text = "Hello, in production every caller is dropped since 9:00.";

  static MailWith field(String name, String value) {
    return new MailWith().and(name, value);
  }

  static MailWith subject(String subject) {
    MailWith mail = new MailWith();
    mail.subject = subject;
    return mail;
  }

  static MailWith text(String text) {
    MailWith mail = new MailWith();
    mail.text = text;
    return mail;
  }

  static MailWith from(String email) {
    MailWith mail = new MailWith();
    mail.from = List.of(Address.of(email));
    return mail;
  }

  static MailWith from(String email, String subject) {
    MailWith mail = subject(subject);
    mail.from = List.of(Address.of(email));
    return mail;
  }

  /** A From field in which there is no address. */
  static MailWith fromNobody(String field) {
    MailWith mail = new MailWith().and("From", field);
    mail.from = List.of();
    return mail;
  }

  static MailWith messageId(String id) {
    MailWith mail = new MailWith();
    mail.messageId = id;
    return mail;
  }

  MailWith and(String name, String value) {
    headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), any -> new ArrayList<>()).add(value);
    return this;
  }

  MailWith attached(String type) {
    attachments.add(new Attachment("report", type, 1, "0".repeat(64), false));
    return this;
  }

  /** A part for machines, such as the fields of a delivery status notification. */
  MailWith report(String type, String fields) {
    reports.add(new ReportPart(type, fields));
    return attached(type);
  }

  MailWith and(String words) {
    text = words;
    return this;
  }

  ParsedMail read() {
    from.forEach(address -> headers.putIfAbsent("from", List.of(address.toString())));
    return new ParsedMail(
        messageId,
        headers.getOrDefault("in-reply-to", List.of()),
        List.of(),
        from,
        List.of(Address.of("servicedesk@counterfoil.example")),
        List.of(),
        headers.getOrDefault("reply-to", List.of()).stream().map(Address::of).toList(),
        subject,
        Optional.empty(),
        headers,
        MailText.allNew(text),
        attachments,
        reports,
        "en",
        "0".repeat(64),
        List.of());
  }
}
