package counterfoil.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Raw mails for tests, written line by line. */
public final class Raw {

  private Raw() {}

  /** Lines joined by CRLF, as UTF-8. */
  public static byte[] mail(String... lines) {
    return mail(StandardCharsets.UTF_8, lines);
  }

  static byte[] mail(Charset charset, String... lines) {
    return (String.join("\r\n", lines) + "\r\n").getBytes(charset);
  }

  /** A mail from Nadia with one text part. */
  public static byte[] text(String subject, String... body) {
    return mail(
        "From: Nadia Hart <nadia@harbour-hotels.example>",
        "To: servicedesk@counterfoil.example",
        "Subject: " + subject,
        "Message-ID: <one@harbour-hotels.example>",
        "Date: Mon, 2 Mar 2026 09:15:00 +0100",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        "",
        String.join("\r\n", body));
  }

  /** A mail from Nadia in HTML. */
  public static byte[] html(String subject, String html) {
    return mail(
        "From: Nadia Hart <nadia@harbour-hotels.example>",
        "Subject: " + subject,
        "Message-ID: <one@harbour-hotels.example>",
        "Date: Mon, 2 Mar 2026 09:15:00 +0100",
        "Content-Type: text/html; charset=utf-8",
        "",
        html);
  }

  /** The same mail with the line at the top. */
  static byte[] with(String headerLine, byte[] mail) {
    byte[] line = (headerLine + "\r\n").getBytes(StandardCharsets.UTF_8);
    byte[] whole = new byte[line.length + mail.length];
    System.arraycopy(line, 0, whole, 0, line.length);
    System.arraycopy(mail, 0, whole, line.length, mail.length);
    return whole;
  }
}
