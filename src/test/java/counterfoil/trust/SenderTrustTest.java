package counterfoil.trust;

import static counterfoil.trust.TrustTests.mail;
import static counterfoil.trust.TrustTests.read;
import static counterfoil.trust.TrustTests.servers;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import counterfoil.mail.MailReader;
import counterfoil.mail.ParsedMail;
import counterfoil.mail.ReadLimits;
import counterfoil.rig.HostileMails;
import counterfoil.trust.Trust.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTrustTest {

  /** A thousand mails a second pass here; the limit leaves room for a busy machine. */
  @Test
  @Tag("rule-18")
  void costsLittleWhereNobodyIsAsked() {
    byte[] raw =
        mail(
            "Received: from a by mx.desk.example; x",
            "X-Spam: no",
            "Received: from b by c; x",
            "DKIM-Signature: v=1; a=rsa-sha256; d=harbour-hotels.example; b=AAAA");
    ParsedMail mail = new MailReader().read(raw);
    SenderTrust reader = servers("mx.desk.example");
    assertTimeoutPreemptively(
        Duration.ofSeconds(2),
        () -> {
          for (int i = 0; i < 20_000; i++) {
            assertThat(reader.read(mail, raw).level()).isEqualTo(Level.B);
          }
        });
  }

  @Test
  @Tag("promise-5")
  @Tag("threat-T24")
  void neverThrowsNorBelievesAHostileMail() {
    MailReader mails = new MailReader();
    try (FakeDns dns = new FakeDns();
        SenderTrust reader =
            servers("mx.desk.example").withOwnCheck(dns, DnsLimits.DEFAULTS, Clock.systemUTC())) {
      HostileMails.all()
          .forEach(
              (name, made) -> {
                byte[] raw = made.get();
                if (raw.length < 1 << 20) {
                  assertThat(reader.read(mails.read(raw), raw).level()).as(name).isEqualTo(Level.B);
                }
              });
    }
  }

  @ParameterizedTest
  @Tag("threat-T26")
  @ValueSource(
      strings = {
        "nadia@h\u0430rbour-hotels.example", // Cyrillic a
        "nadia@harbour-hotel\u0455.example", // Cyrillic dze
        "nadia@evil.example\uff20harbour-hotels.example", // full-width @
        "nadia@harb\u00f6ur-hotels.example",
        "nadia@harbour-hotels.example.evil.example",
        "\"x@harbour-hotels.example\"@evil.example"
      })
  void proofOfOneDomainIsNoneOfItsLookAlike(String author) {
    SenderTrust reader = servers("mx.desk.example");
    byte[] raw =
        ("Authentication-Results: mx.desk.example; dmarc=pass header.from=harbour-hotels.example\r\n"
                + "From: Nadia <"
                + author
                + ">\r\nSubject: x\r\n\r\nHello\r\n")
            .getBytes(UTF_8);
    assertThat(read(reader, raw).level()).isEqualTo(Level.B);
  }

  @ParameterizedTest
  @Tag("threat-T26")
  @ValueSource(strings = {"b\u00fccher.example", "xn--bcher-kva.example", "B\u00dcCHER.example."})
  void domainIsTheSameInBothItsForms(String said) {
    for (String author : List.of("b\u00fccher.example", "xn--bcher-kva.example")) {
      byte[] raw =
          ("Authentication-Results: mx.desk.example; dmarc=pass header.from="
                  + said
                  + "\r\nFrom: nadia@"
                  + author
                  + "\r\nSubject: x\r\n\r\nHello\r\n")
              .getBytes(UTF_8);
      assertThat(read(servers("mx.desk.example"), raw).level()).isEqualTo(Level.A);
    }
  }

  @ParameterizedTest
  @Tag("rule-19")
  @ValueSource(
      strings = {
        "X-Counterfoil-Trust: A",
        "X-Counterfoil-Loop: 1",
        "X-Counterfoil-Authentication-Results: mx.desk.example; dmarc=pass",
        "X-Counterfoil-Author: nadia@harbour-hotels.example"
      })
  void ownControlFieldsProveNothing(String field) {
    SenderTrust reader = servers("mx.desk.example");
    assertThat(read(reader, mail(field))).isEqualTo(read(reader, mail()));
  }

  @Test
  @Tag("promise-5")
  void surpriseIsNoVerdict() {
    Trust trust =
        SenderTrust.ofServers(List.of("mx.desk.example"), List.of(), ReadLimits.DEFAULTS)
            .read(new MailReader().read(mail()), null);
    assertThat(trust.level()).isEqualTo(Level.B);
    assertThat(trust.reason()).contains("could not be checked");
  }
}
