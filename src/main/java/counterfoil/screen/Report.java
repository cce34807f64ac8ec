package counterfoil.screen;

import counterfoil.mail.Attachment;
import counterfoil.mail.ParsedMail;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of {@code multipart/report} (RFC 6522 section 3). */
enum Report {
  /** RFC 3464; RFC 6533 for addresses beyond ASCII. */
  DELIVERY("delivery-status", "message/delivery-status", "message/global-delivery-status"),
  /** RFC 5965. */
  FEEDBACK("feedback-report", "message/feedback-report", "message/feedback-report"),
  /** RFC 8098. */
  DISPOSITION(
      "disposition-notification",
      "message/disposition-notification",
      "message/global-disposition-notification");

  private static final Pattern REPORT_TYPE =
      Pattern.compile(";\\s*report-type\\s*=\\s*\"?([a-z-]+)", Pattern.CASE_INSENSITIVE);

  private final String reportType;
  private final String part;
  private final String globalPart;

  Report(String reportType, String part, String globalPart) {
    this.reportType = reportType;
    this.part = part;
    this.globalPart = globalPart;
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
