package counterfoil.trust;

import static counterfoil.trust.TrustTests.mail;
import static counterfoil.trust.TrustTests.read;
import static counterfoil.trust.TrustTests.servers;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.mail.ReadLimits;
import counterfoil.trust.Trust.Level;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an Authentication-Results field must stand to be believed. */
@Tag("rule-18")
@Tag("threat-T24")
class PlacementTest {

  private static final String PASS =
      "Authentication-Results: mx.desk.example; dmarc=pass header.from=harbour-hotels.example";
  private static final String FAIL =
      "Authentication-Results: mx.desk.example; dmarc=fail (p=reject) header.from=harbour-hotels.example";
  private static final String OURS =
      "Received: from mail.harbour-hotels.example (mail.harbour-hotels.example [192.0.2.7])\r\n"
          + "\tby mx.desk.example (Postfix) with ESMTPS id 4f; Mon, 2 Mar 2026 09:15:00 +0100";
  private static final String FOREIGN =
      "Received: from laptop (by mx.desk.example) by mail.harbour-hotels.example with ESMTPSA; "
          + "Mon, 2 Mar 2026 09:14:59 +0100";

  private final SenderTrust reader = servers("mx.desk.example");

  private Level level(String... fields) {
    return read(reader, mail(fields)).level();
  }

  @Test
  void isAbsent() {
    Trust trust = read(reader, mail(OURS, FOREIGN));
    assertThat(trust.level()).isEqualTo(Level.B);
    assertThat(trust.provenBy()).isEmpty();
  }

  @Test
  void isOursOnTop() {
    Trust trust = read(reader, mail(PASS, OURS, FOREIGN));
    assertThat(trust.level()).isEqualTo(Level.A);
    assertThat(trust.provenBy())
        .isEqualTo(
            "Authentication-Results: mx.desk.example; dmarc=pass header.from=harbour-hotels.example");
    assertThat(level(FAIL, OURS, FOREIGN)).isEqualTo(Level.C);
  }

  /** Some servers write it below their own Received field. */
  @Test
  void isOursBelowOurOwnReceived() {
    assertThat(level(OURS, PASS, FOREIGN)).isEqualTo(Level.A);
    assertThat(level(PASS)).isEqualTo(Level.A);
  }

  @Test
  void isBelowAForeignReceived() {
    assertThat(level(OURS, FOREIGN, PASS)).isEqualTo(Level.B);
    assertThat(level(FOREIGN, PASS)).isEqualTo(Level.B);
    assertThat(level("Received: nonsense", PASS)).isEqualTo(Level.B);
    assertThat(level("Received: by mx.desk.example.evil.example; x", PASS)).isEqualTo(Level.B);
  }

  @Test
  void isCopiedBelowOurs() {
    assertThat(level(FAIL, OURS, PASS)).isEqualTo(Level.C);
    assertThat(level(OURS, FAIL, PASS, FOREIGN)).isEqualTo(Level.C);
  }

  @Test
  void isOfAnotherServer() {
    assertThat(level(PASS.replace("mx.desk.example;", "mx.evil.example;"), OURS))
        .isEqualTo(Level.B);
    assertThat(level(PASS.replace("mx.desk.example;", "mx.evil.example;"), FAIL, OURS))
        .isEqualTo(Level.C);
  }

  /**
   * A server that lets such a field in, and writes none of its own, cannot be told from one that
   * wrote it: RFC 8601 section 5 makes it take the field away.
   */
  @Test
  void isOfAStrangerWhereOurServerTakesNothingAway() {
    assertThat(level(OURS, PASS)).isEqualTo(Level.A);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authentication-Results: MX.Desk.example; dmarc=pass header.from=harbour-hotels.example",
        "authentication-results : mx.desk.example 1; dmarc=pass header.from=harbour-hotels.example",
        "Authentication-Results: (a (nested \\) one) mx.evil.example) mx.desk.example\r\n"
            + " ;\r\n\tdmarc=pass\r\n header.from=harbour-hotels.example",
        "Authentication-Results: \"mx.desk.example\"; dmarc = pass header . from = Harbour-Hotels.example;"
      })
  void isOursHoweverItIsWritten(String field) {
    assertThat(level(field, OURS)).isEqualTo(Level.A);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authentication-Results: mx.evil.example (; mx.desk.example);\r\n dmarc=pass header.from=harbour-hotels.example",
        "Authentication-Results: mx.desk.example 2; dmarc=pass header.from=harbour-hotels.example",
        "Authentication-Results: mx.desk.example; dmarc=pass (open header.from=harbour-hotels.example",
        "Authentication-Results: mx.desk.example; dmarc=pass) header.from=harbour-hotels.example",
        "Authentication-Results: mx.desk.example; dmarc=pass header.from=\"harbour-hotels.example",
        "Authentication-Results: mx.desk.example dmarc=pass header.from=harbour-hotels.example",
        "Authentication-Results: xmx.desk.example; dmarc=pass header.from=harbour-hotels.example",
        "X-Authentication-Results: mx.desk.example; dmarc=pass header.from=harbour-hotels.example",
        "ARC-Authentication-Results: i=1; mx.desk.example; dmarc=pass header.from=harbour-hotels.example",
        "Authentication-Results:\r\n",
        "Subject: x\r\n\r\nAuthentication-Results: mx.desk.example; dmarc=pass header.from=harbour-hotels.example"
      })
  void isNotOurs(String field) {
    assertThat(level(field, OURS)).isEqualTo(Level.B);
  }

  @Test
  void ourHostsMayHaveOtherNames() {
    SenderTrust gmail =
        SenderTrust.ofServers(
            List.of("mx.google.com"),
            List.of("mx.google.com", "2002:*", "*.outlook.com"),
            ReadLimits.DEFAULTS);
    String pass = PASS.replace("mx.desk.example", "mx.google.com");
    assertThat(
            read(
                    gmail,
                    mail(
                        "Received: by 2002:a05:6402:1:b0:1 with SMTP id x; Mon, 2 Mar 2026 09:15:01 +0100",
                        "Received: from by (by. [192.0.2.7]) by MX.google.com with ESMTPS id y; x",
                        pass))
                .level())
        .isEqualTo(Level.A);
    assertThat(
            read(gmail, mail("Received: from x by a.mail.protection.OUTLOOK.com with y; z", pass)))
        .extracting(Trust::level)
        .isEqualTo(Level.A);
    assertThat(read(gmail, mail("Received: from x by evil-outlook.com with y; z", pass)))
        .extracting(Trust::level)
        .isEqualTo(Level.B);
    assertThat(read(gmail, mail("Received: from x by .outlook.com.evil.example; z", pass)))
        .extracting(Trust::level)
        .isEqualTo(Level.B);
  }

  /** As Microsoft 365 writes it. */
  @Test
  void serverMayHaveNoName() {
    SenderTrust microsoft =
        SenderTrust.ofServers(List.of("-"), List.of("*.outlook.com"), ReadLimits.DEFAULTS);
    String field =
        "Authentication-Results: spf=pass (sender IP is 192.0.2.7)\r\n"
            + " smtp.mailfrom=harbour-hotels.example; dkim=pass (signature was verified)\r\n"
            + " header.d=harbour-hotels.example;dmarc=%s action=%s\r\n"
            + " header.from=harbour-hotels.example;compauth=pass reason=100";
    String border =
        "Received: from mail.example (192.0.2.7) by x.protection.outlook.com (10.0.0.1); x";

    assertThat(read(microsoft, mail(field.formatted("pass", "none"), border)).level())
        .isEqualTo(Level.A);
    assertThat(read(microsoft, mail(field.formatted("fail", "oreject"), border)).level())
        .isEqualTo(Level.C);
    assertThat(read(microsoft, mail(field.formatted("fail", "none"), border)).level())
        .isEqualTo(Level.B);
    assertThat(read(microsoft, mail(PASS, border)).level()).isEqualTo(Level.B);
    assertThat(level(field.formatted("pass", "none"), border)).isEqualTo(Level.B);
  }

  @Test
  void nobodyIsBelievedWithoutSettings() {
    Trust trust = read(servers(), mail(PASS, OURS));
    assertThat(trust).isEqualTo(Trust.unknown("No authserv-id is configured."));
  }

  @Test
  @Tag("rule-17")
  @Tag("threat-T25")
  void mailOfTwoAuthorsIsOfNobody() {
    assertThat(level(PASS, "From: mei@counterfoil.example")).isEqualTo(Level.B);
    byte[] raw =
        new String(mail(PASS), java.nio.charset.StandardCharsets.UTF_8)
            .replace("<nadia@", "<mei@counterfoil.example>, <nadia@")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(read(reader, raw).reason()).contains("exactly one author");
    assertThat(read(reader, raw).level()).isEqualTo(Level.B);
  }
}
