package counterfoil.screen;

import counterfoil.mail.Attachment;
import counterfoil.mail.ParsedMail;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of {@code multipart/report} (RFC 6522 section 3). */
enum Report {
  /** What became of a letter: RFC 3464; RFC 6533 for addresses beyond ASCII. */
  DELIVERY(
      MailClass.BOUNCE,
      "It is a delivery status notification.",
      "delivery-status",
      "message/delivery-status",
      "message/global-delivery-status"),
  /** A complaint that a mail provider passes on: RFC 5965. */
  FEEDBACK(
      MailClass.FEEDBACK_REPORT,
      "It is an abuse report of a mail provider.",
      "feedback-report",
      "message/feedback-report",
      "message/feedback-report"),
  /**
   * A mail client says that a letter was displayed or deleted: RFC 8098. A mail that asks for such
   * a receipt is a person's.
   */
  DISPOSITION(
      MailClass.READ_RECEIPT,
      "It is a disposition notification, such as a read receipt.",
      "disposition-notification",
      "message/disposition-notification",
      "message/global-disposition-notification");

  private static final Pattern REPORT_TYPE =
      Pattern.compile(";\\s*report-type\\s*=\\s*\"?([a-z-]+)", Pattern.CASE_INSENSITIVE);

  private final MailClass mailClass;
  private final String sentence;
  private final String reportType;
  private final String part;
  private final String globalPart;

  Report(MailClass mailClass, String sentence, String reportType, String part, String globalPart) {
    this.mailClass = mailClass;
    this.sentence = sentence;
    this.reportType = reportType;
    this.part = part;
    this.globalPart = globalPart;
  }

  MailClass mailClass() {
    return mailClass;
  }

  /** Says to a person what it is. */
  String sentence() {
    return sentence;
  }

  /**
   * Whether the mail as a whole is this report. A person's mail that has a report attached is not;
   * a report that forgot its report-type is known by its part.
   */
  boolean is(ParsedMail mail) {
    String contentType =
        mail.header("content-type").stream()
            .findFirst()
            .orElse("")
            .strip()
            .toLowerCase(Locale.ROOT);
    if (!contentType.startsWith("multipart/report")) {
      return false;
    }
    Matcher named = REPORT_TYPE.matcher(contentType);
    return named.find()
        ? named.group(1).equals(reportType)
        : mail.attachments().stream().map(Attachment::type).anyMatch(this::isPart);
  }

  private boolean isPart(String type) {
    return type.equals(part) || type.equals(globalPart);
  }
}
