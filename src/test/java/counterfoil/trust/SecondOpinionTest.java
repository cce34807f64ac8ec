package counterfoil.trust;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.mail.RawHeader;
import counterfoil.mail.ReadLimits;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Apache jDKIM and we think alike of signatures, of its own and of changed ones. */
@Tag("rule-18")
@Tag("threat-T25")
class SecondOpinionTest {

  private static final String FIELDS =
      "From: Nadia Hart <nadia@harbour-hotels.example>\r\n"
          + "To: servicedesk@counterfoil.example\r\n"
          + "Subject: Nobody gets through,\r\n\tnot even   we\r\n";

  @ParameterizedTest
  @ValueSource(strings = {"relaxed/relaxed", "simple/simple", "relaxed/simple", "simple/relaxed"})
  void thinkAlike(String canonicalization) throws Exception {
    Random random = new Random(6376);
    String pieces = " \t\r\nab";
    int good = 0;
    int bad = 0;
    for (int round = 0; round < 120; round++) {
      StringBuilder body = new StringBuilder("Hello\r\n");
      for (int i = random.nextInt(12); i > 0; i--) {
        char piece = pieces.charAt(random.nextInt(pieces.length()));
        body.append(piece == '\r' || piece == '\n' ? "\r\n" : String.valueOf(piece));
      }
      // SMTP ends every line; of one that does not end jDKIM keeps the blank.
      body.append("\r\n");
      String template =
          "v=1; a=rsa-sha256; c=%s; d=harbour-hotels.example; s=mail; h=from:to:subject; bh=; b=;"
              .formatted(canonicalization);
      String field =
          new DKIMSigner(template, SignedMail.RSA.getPrivate())
              .sign(new ByteArrayInputStream((FIELDS + "\r\n" + body).getBytes(ISO_8859_1)));
      String header = field + "\r\n" + FIELDS;
      if (random.nextBoolean()) {
        int at = random.nextInt(body.length());
        at -= body.charAt(at) == '\n' ? 1 : 0;
        body.insert(at, random.nextBoolean() ? " " : "\t");
      }
      if (random.nextInt(3) == 0) {
        header = header.replace("gets through", "gets  through");
      }
      byte[] raw = (header + "\r\n" + body).getBytes(ISO_8859_1);
      boolean ours = ours(raw);
      assertThat(ours).as(new String(raw, ISO_8859_1)).isEqualTo(theirs(raw));
      good += ours ? 1 : 0;
      bad += ours ? 0 : 1;
    }
    assertThat(good).isGreaterThan(15);
    assertThat(bad).isGreaterThan(15);
  }

  private static boolean ours(byte[] raw) {
    RawHeader header = RawHeader.of(raw, ReadLimits.DEFAULTS);
    DkimCheck check = new DkimCheck(header, Clock.systemUTC());
    RawHeader.Field own = header.fields("dkim-signature").get(0);
    return check
        .read(own)
        .good()
        .flatMap(one -> check.verify(one, own, List.of(SignedMail.record(SignedMail.RSA))).good())
        .isPresent();
  }

  private static boolean theirs(byte[] raw) throws Exception {
    try {
      return !new DKIMVerifier(
              (method, selector, token) -> List.of(SignedMail.record(SignedMail.RSA)))
          .verify(new ByteArrayInputStream(raw))
          .isEmpty();
    } catch (FailException e) {
      return false;
    }
  }
}
