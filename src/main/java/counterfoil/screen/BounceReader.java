package counterfoil.screen;

import counterfoil.mail.ParsedMail;
import counterfoil.mail.ReportPart;
import counterfoil.screen.Bounce.Action;
import counterfoil.screen.Bounce.Recipient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads what a bounce reports. The first that names recipients counts: the fields of a delivery
 * status notification; such fields in the text; the field X-Failed-Recipients of Exim and Gmail;
 * the server's words; the address that the returned letter was for.
 */
final class BounceReader {

  static final String FAILED_RECIPIENTS = "x-failed-recipients";

  private static final Set<String> STATUS_PARTS =
      Set.of("message/delivery-status", "message/global-delivery-status");

  private final ParsedMail mail;
  private final BounceText text;

  private BounceReader(ParsedMail mail) {
    this.mail = mail;
    this.text = new BounceText(mail.text().full(), BounceWords.STANDARD);
  }

  static Bounce read(ParsedMail mail) {
    BounceReader reader = new BounceReader(mail);
    List<ReportFields.Field> letter = reader.returnedHeader();
    return new Bounce(reader.recipients(letter), reader.messageId(letter));
  }

  private List<Recipient> recipients(List<ReportFields.Field> letter) {
    List<Recipient> inFields =
        mail.reports().stream()
            .filter(part -> STATUS_PARTS.contains(part.type()))
            .flatMap(part -> DeliveryStatus.of(part.text()).stream())
            .toList();
    if (!inFields.isEmpty()) {
      return inFields;
    }
    List<Recipient> inWords = text.recipients();
    return Stream.of(fieldsInText(), failedRecipients(inWords), inWords, addressee(letter))
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /** Some servers write the fields of a report into its text. */
  private List<Recipient> fieldsInText() {
    String full = mail.text().full();
    int copy = full.length() - text.copy().length();
    return DeliveryStatus.of(full.substring(0, copy));
  }

  private List<Recipient> failedRecipients(List<Recipient> inWords) {
    List<Recipient> recipients = new ArrayList<>();
    for (String field : mail.header(FAILED_RECIPIENTS)) {
      for (String one : field.split(",", 100)) {
        AddressInText.firstIn(one)
            .map(address -> told(address, inWords))
            .ifPresent(recipients::add);
      }
    }
    return recipients;
  }

  /** The field gives the address; the words may say more about it. */
  private Recipient told(String address, List<Recipient> inWords) {
    return inWords.stream()
        .filter(recipient -> recipient.address().equalsIgnoreCase(address))
        .findFirst()
        .orElseGet(() -> unexplained(address));
  }

  /** Whom the returned letter was for, when that is one address. */
  private List<Recipient> addressee(List<ReportFields.Field> letter) {
    String to = ReportFields.first(letter, "to");
    return to.indexOf('@') >= 0 && to.indexOf('@') == to.lastIndexOf('@')
        ? AddressInText.firstIn(to).map(this::unexplained).stream().toList()
        : List.of();
  }

  private Recipient unexplained(String address) {
    String said = mail.text().full();
    said = said.substring(0, said.length() - text.copy().length());
    return new Recipient(address, Action.FAILED, StatusCode.in(said), "");
  }

  /** The header of the letter: the part behind the report, else any, else what the text shows. */
  private List<ReportFields.Field> returnedHeader() {
    Optional<ReportPart> returned = Optional.empty();
    boolean isBehindReport = false;
    for (ReportPart part : mail.reports()) {
      if (STATUS_PARTS.contains(part.type())) {
        isBehindReport = true;
      } else if (returned.isEmpty() || isBehindReport) {
        returned = Optional.of(part);
        if (isBehindReport) {
          break;
        }
      }
    }
    return ReportFields.of(returned.map(ReportPart::text).orElse(text.copy()));
  }

  /** As the letter bears it, else as the report answers it. */
  private String messageId(List<ReportFields.Field> letter) {
    String id = ReportFields.first(letter, "message-id");
    if (id.isEmpty()) {
      id = ReportFields.first(ReportFields.of(text.copy()), "message-id");
    }
    int end = id.indexOf('>');
    String bare = (end < 0 ? id : id.substring(0, end)).replace("<", "").strip();
    if (!bare.isEmpty() && bare.length() <= 998) {
      return bare;
    }
    return Stream.concat(mail.inReplyTo().stream(), mail.references().stream())
        .findFirst()
        .orElse("");
  }
}
