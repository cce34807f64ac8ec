package counterfoil.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import counterfoil.mail.MailReader;
import counterfoil.mail.ReadLimits;
import java.util.List;

/** What several tests need. */
final class TrustTests {

  private static final MailReader READER = new MailReader();

  private TrustTests() {}

  static SenderTrust servers(String... ids) {
    return SenderTrust.ofServers(List.of(ids), List.of(), ReadLimits.DEFAULTS);
  }

  static Trust read(TrustReader reader, byte[] raw) {
    return reader.read(READER.read(raw), raw);
  }

  /** A mail of Nadia's with these fields above her own. */
  static byte[] mail(String... fields) {
    return (String.join("\r\n", fields)
            + (fields.length > 0 ? "\r\n" : "")
            + "From: Nadia Hart <nadia@harbour-hotels.example>\r\n"
            + "To: servicedesk@counterfoil.example\r\n"
            + "Subject: Nobody gets through\r\n\r\nHello\r\n")
        .getBytes(UTF_8);
  }
}
