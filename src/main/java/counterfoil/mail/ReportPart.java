package counterfoil.mail;

import counterfoil.text.Charsets;
import counterfoil.text.TextHygiene;
import java.util.Arrays;
import java.util.Set;

/**
 * A part that a machine wrote for machines: the fields of a delivery status notification (RFC
 * 3464), of an abuse report (RFC 5965) or a disposition notification (RFC 8098), or the header of a
 * mail that is attached or returned (RFC 6522 section 4). Parts of attached mails are theirs and do
 * not appear here.
 *
 * @param type the media type in lower case, such as {@code message/delivery-status}
 * @param text its fields as they stand there, folded, line ends {@code \n}; of an attached mail the
 *     header alone
 */
public record ReportPart(String type, String text) {

  /** Bytes of one part that are looked at; a report on a thousand addresses is shorter. */
  static final int LONGEST = 256 * 1024;

  private static final Set<String> TYPES =
      Set.of(
          "message/delivery-status",
          "message/global-delivery-status",
          "message/feedback-report",
          "message/disposition-notification",
          "message/global-disposition-notification",
          "message/partial",
          "message/global-headers",
          "text/rfc822-headers",
          "text/rfc822-header");

  static boolean isOne(String type) {
    return TYPES.contains(type);
  }

  static ReportPart of(String type, byte[] content) {
    byte[] most = content.length > LONGEST ? Arrays.copyOf(content, LONGEST) : content;
    return new ReportPart(type, TextHygiene.text(Charsets.decode(most, "").text()));
  }

  /** Of a mail only what stands before the first empty line. */
  static ReportPart ofMail(String type, byte[] mail) {
    int start = 0;
    while (start < mail.length && (mail[start] == '\r' || mail[start] == '\n')) {
      start++;
    }
    int end = start;
    while (end < mail.length && end - start < LONGEST && !isEmptyLine(mail, end)) {
      end++;
    }
    return of(type, Arrays.copyOfRange(mail, start, end));
  }

  /** Whether a line ends here and the next one is empty, whatever the line ends are. */
  private static boolean isEmptyLine(byte[] mail, int at) {
    return at + 1 < mail.length
        && (mail[at] == '\n' && mail[at + 1] == '\n'
            || mail[at] == '\r' && mail[at + 1] == '\r'
            || at + 2 < mail.length
                && mail[at] == '\n'
                && mail[at + 1] == '\r'
                && mail[at + 2] == '\n');
  }
}
