package counterfoil.trust;

import static counterfoil.trust.TrustTests.mail;
import static counterfoil.trust.TrustTests.read;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import counterfoil.mail.ReadLimits;
import counterfoil.store.SettableClock;
import counterfoil.trust.Trust.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What signatures prove, where no server of ours says anything. */
@Tag("rule-18")
@Tag("threat-T25")
class OwnCheckTest {

  private static final Instant NOW = Instant.parse("2026-03-02T08:20:00Z");
  private static final String KEY = "mail._domainkey.harbour-hotels.example";
  private static final String POLICY = "_dmarc.harbour-hotels.example";

  private final SettableClock clock = new SettableClock(NOW);
  private final FakeDns dns = new FakeDns().with(KEY, SignedMail.record(SignedMail.RSA));
  private final SenderTrust reader = reader(DnsLimits.DEFAULTS);

  private SenderTrust reader(DnsLimits limits) {
    return SenderTrust.ofServers(List.of("mx.desk.example"), List.of(), ReadLimits.DEFAULTS)
        .withOwnCheck(dns, limits, clock);
  }

  @AfterEach
  void close() {
    reader.close();
    dns.close();
  }

  private Trust trust(SignedMail mail) {
    return read(reader, mail.raw());
  }

  private void isUnknown(SignedMail mail, String because) {
    isUnknown(mail.raw(), because);
  }

  private void isUnknown(byte[] raw, String because) {
    Trust trust = read(reader, raw);
    assertThat(trust.level()).isEqualTo(Level.B);
    assertThat(trust.reason()).contains(because);
    assertThat(trust.provenBy()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "relaxed/relaxed",
        "simple/simple",
        "relaxed/simple",
        "simple/relaxed",
        "relaxed",
        "simple"
      })
  void signatureProvesTheAuthor(String canonicalization) {
    Trust trust = trust(new SignedMail().tag("c", canonicalization).sign());
    assertThat(trust.level()).as(trust.reason()).isEqualTo(Level.A);
    assertThat(trust.provenBy()).isEqualTo("DKIM-Signature: d=harbour-hotels.example; s=mail");
    assertThat(trust.reason()).contains("harbour-hotels.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"relaxed/relaxed", "simple/simple"})
  void signatureMayBeOfEd25519(String canonicalization) {
    dns.with(KEY, SignedMail.record(SignedMail.ED25519));
    SignedMail mail =
        new SignedMail()
            .tag("c", canonicalization)
            .tag("a", "ed25519-sha256")
            .by(SignedMail.ED25519)
            .sign();
    assertThat(trust(mail).level()).isEqualTo(Level.A);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n",
        "\r\n\r\n",
        " ",
        "x",
        " \r\n x \t \r\n\r\n \r\n",
        "a\tb  c\r\n.\r\n",
        "a\rb"
      })
  void bodyMayBeAny(String body) {
    for (String canonicalization : List.of("relaxed/relaxed", "simple/simple")) {
      SignedMail mail = new SignedMail().tag("c", canonicalization).body(body).sign();
      assertThat(trust(mail).level()).as(canonicalization).isEqualTo(Level.A);
    }
  }

  @Test
  void relaxedFormBearsWhatServersDoToWhiteSpace() {
    SignedMail relaxed = new SignedMail().sign();
    UnaryOperator<String> onTheWay =
        text ->
            text.replace("Subject: Nobody", "SUBJECT:   Nobody")
                .replace("through,\r\n\tnot", "through, not")
                .replace("call  is answered. ", "call \t is answered.");
    byte[] changed = onTheWay.apply(relaxed.text()).getBytes(ISO_8859_1);
    assertThat(read(reader, changed).level()).isEqualTo(Level.A);
    SignedMail simple = new SignedMail().tag("c", "simple/simple").sign();
    isUnknown(onTheWay.apply(simple.text()).getBytes(ISO_8859_1), "changed after it was signed");
  }

  @Test
  void storeMayHaveTakenCarriageReturnsAway() {
    for (String canonicalization : List.of("relaxed/relaxed", "simple/simple")) {
      String text = new SignedMail().tag("c", canonicalization).sign().text();
      byte[] stored = text.replace("\r\n", "\n").getBytes(ISO_8859_1);
      assertThat(read(reader, stored).level()).as(canonicalization).isEqualTo(Level.A);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "no call,no  CALL,the text was changed",
    "is answered,is answered never,the text was changed",
    "Nobody gets,Everybody gets,the header was changed",
    "Nadia Hart,Mei,the header was changed",
    "<nadia@,<owen@,the header was changed",
    "s=mail,s=mall,it has no key"
  })
  void changeOnTheWayProvesNothing(String before, String after, String because) {
    String text = new SignedMail().sign().text();
    assertThat(text).contains(before);
    isUnknown(text.replace(before, after).getBytes(ISO_8859_1), because);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("covers only the beginning", mail -> mail.tag("l", "5")),
        fault("covers only the beginning", mail -> mail.tag("l", "99999")),
        fault("does not cover the author", mail -> mail.tag("h", "to:subject:date")),
        fault("has expired", mail -> mail.tag("x", String.valueOf(NOW.getEpochSecond() - 1))),
        fault("cannot be read", mail -> mail.tag("x", "soon")),
        fault("cannot be read", mail -> mail.tag("v", "2")),
        fault("cannot be read", mail -> mail.tag("c", "nofws/simple")),
        fault("cannot be read", mail -> mail.tag("q", "http")),
        fault("cannot be read", mail -> mail.tag("i", "nadia@evil.example")),
        fault("algorithm does not count", mail -> mail.tag("a", "rsa-sha1")),
        fault("algorithm does not count", mail -> mail.tag("a", "")),
        fault("key is for something else", mail -> mail.tag("a", "ed25519-sha256")),
        fault("has no key", mail -> mail.tag("s", "other")),
        fault("no signature of harbour-hotels.example", mail -> mail.tag("d", "evil.example")),
        fault("no signature of harbour-hotels.example", mail -> mail.tag("d", "example")));
  }

  private static Arguments fault(String because, UnaryOperator<SignedMail> change) {
    return Arguments.of(because, change);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void faultySignatureProvesNothing(String because, UnaryOperator<SignedMail> change) {
    isUnknown(change.apply(new SignedMail()).sign(), because);
  }

  @Test
  void signatureIsGoodUntilItExpires() {
    SignedMail mail =
        new SignedMail().tag("x", String.valueOf(NOW.getEpochSecond() + 3_600)).sign();
    assertThat(trust(mail).level()).isEqualTo(Level.A);
    clock.forward(Duration.ofSeconds(3_601));
    isUnknown(mail, "has expired");
  }

  static Stream<Arguments> keys() {
    String good = SignedMail.record(SignedMail.RSA);
    return Stream.of(
        Arguments.of("p=" + good.substring(good.indexOf("p=") + 2), ""),
        Arguments.of(good + "; t=s; s=email; h=sha1 : sha256; n=words", ""),
        Arguments.of(good.replace("p=M", "p= M ").replace("/", " /"), ""),
        Arguments.of(SignedMail.record(SignedMail.SHORT), "too short"),
        Arguments.of("v=DKIM1; p=", "withdrawn"),
        Arguments.of("v=DKIM1; k=rsa", "withdrawn"),
        Arguments.of(good + "; t=y", "only trying"),
        Arguments.of(good + "; h=sha1", "for something else"),
        Arguments.of(good + "; s=tlsrpt", "for something else"),
        Arguments.of(good.replace("DKIM1", "DKIM2"), "cannot be read"),
        Arguments.of("v=DKIM1; p=!!!!", "cannot be read"),
        Arguments.of("v=DKIM1; p=AAAA", "cannot be read"),
        Arguments.of("v=spf1 -all", "cannot be read"),
        Arguments.of(
            "v=DKIM1; p=" + Base64.getEncoder().encodeToString(new byte[400]), "cannot be read"),
        Arguments.of(SignedMail.record(SignedMail.keys("RSA", 2_048)), "the header was changed"));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void keyMustBeOfThisSignature(String record, String fault) {
    dns.with(KEY, record);
    Trust trust = trust(new SignedMail().sign());
    assertThat(trust.level()).isEqualTo(fault.isEmpty() ? Level.A : Level.B);
    assertThat(trust.reason()).contains(fault);
  }

  @Test
  void keyOfSubdomainsMayBeForbidden() {
    dns.with(KEY, SignedMail.record(SignedMail.RSA) + "; t=s");
    isUnknown(new SignedMail().tag("i", "@mail.harbour-hotels.example").sign(), "something else");
    assertThat(trust(new SignedMail().tag("i", "@harbour-hotels.example").sign()).level())
        .isEqualTo(Level.A);
  }

  @Test
  void shortKeyProvesNothing() {
    dns.with(KEY, SignedMail.record(SignedMail.SHORT));
    isUnknown(new SignedMail().by(SignedMail.SHORT).sign(), "too short");
  }

  @Test
  void secondFromIsNotCovered() {
    String signed = new SignedMail().sign().text();
    isUnknown(
        ("From: mei@counterfoil.example\r\n" + signed).getBytes(ISO_8859_1), "exactly one author");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Subject: Please close my account", "To: other@counterfoil.example", "Date: x"})
  void secondFieldAboveTheSignedOneIsNotCovered(String field) {
    String signed = new SignedMail().sign().text();
    isUnknown((field + "\r\n" + signed).getBytes(ISO_8859_1), "was added to it");
  }

  @Test
  void nameThatIsSignedWithoutAFieldMustStayWithout() {
    String signed = new SignedMail().tag("h", "from:from:to:subject:reply-to").sign().text();
    assertThat(read(reader, signed.getBytes(ISO_8859_1)).level()).isEqualTo(Level.A);
    isUnknown(
        ("Reply-To: mei@evil.example\r\n" + signed).getBytes(ISO_8859_1), "header was changed");
  }

  @Test
  void fieldsThatServersAddChangeNothing() {
    String signed = new SignedMail().sign().text();
    byte[] raw =
        ("Received: by relay.example; x\r\nX-Spam: no\r\nAuthentication-Results: a; b=c\r\n"
                + signed)
            .getBytes(ISO_8859_1);
    assertThat(read(reader, raw).level()).isEqualTo(Level.A);
  }

  @Test
  void oneOfSeveralSignaturesIsEnough() {
    SignedMail mail =
        new SignedMail()
            .sign()
            .tag("d", "list.example")
            .sign()
            .tag("d", "harbour-hotels.example")
            .tag("s", "old")
            .sign();
    assertThat(trust(mail).level()).isEqualTo(Level.A);
  }

  @Test
  void onlyTheFirstSignaturesAreLookedAt() {
    SignedMail mail = new SignedMail().sign();
    for (int i = 0; i < 5; i++) {
      mail.tag("s", "s" + i).sign();
    }
    assertThat(trust(mail).level()).isEqualTo(Level.B);
    assertThat(dns.asked).doesNotContainKey(KEY);
    assertThat(dns.questions.get()).isLessThanOrEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({
    "harbour-hotels.example,mail.harbour-hotels.example,'',A",
    "mail.harbour-hotels.example,harbour-hotels.example,'',A",
    "a.mail.harbour-hotels.example,b.harbour-hotels.example,'',A",
    "mail.harbour-hotels.example,harbour-hotels.example,v=DMARC1; p=reject,A",
    "mail.harbour-hotels.example,harbour-hotels.example,v=DMARC1; p=none; adkim=s,B",
    "mail.harbour-hotels.example,mail.harbour-hotels.example,v=DMARC1; p=none; adkim=s,A",
    "mail.harbour-hotels.example,harbour-hotels.example,v=DMARC1; p=none; adkim=x,A",
    "harbour.co.uk,hotels.co.uk,'',B",
    "mail.harbour.co.uk,harbour.co.uk,'',A",
    "harbour.github.io,hotels.github.io,'',B",
    "harbour.github.io,github.io,'',B"
  })
  void signerMustBeOfTheSameOwner(String author, String signer, String policy, Level level) {
    dns.with("mail._domainkey." + signer, SignedMail.record(SignedMail.RSA));
    dns.with("_dmarc." + OrganisationalDomain.of(author), policy);
    SignedMail mail =
        new SignedMail().without("From").field("From: nadia@" + author).tag("d", signer).sign();
    Trust trust = trust(mail);
    assertThat(trust.level()).as(trust.reason()).isEqualTo(level);
  }

  @Test
  void ownPolicyGoesBeforeThatOfTheOwner() {
    dns.with("_dmarc.mail.harbour-hotels.example", "v=DMARC1; p=none")
        .with(POLICY, "v=DMARC1; p=reject; adkim=s");
    SignedMail mail =
        new SignedMail().without("From").field("From: nadia@mail.harbour-hotels.example").sign();
    assertThat(trust(mail).level()).isEqualTo(Level.A);
  }

  /** SPF may have passed, and lists break signatures: a false C would hold a customer's mail. */
  @Test
  void strictPolicyWithoutASignatureIsNoProofOfForgery() {
    dns.with(POLICY, "v=DMARC1; p=reject; aspf=s; adkim=s");
    isUnknown(mail(), "no signature of harbour-hotels.example");
    String changed = new SignedMail().sign().text().replace("no call", "no CALL now");
    isUnknown(changed.getBytes(ISO_8859_1), "changed after it was signed");
  }

  @Test
  void domainIsAskedForAsTheDnsKnowsIt() {
    dns.with("mail._domainkey.xn--bcher-kva.example", SignedMail.record(SignedMail.RSA));
    byte[] raw =
        new SignedMail()
            .without("From")
            .field("From: nadia@B\u00c3\u00bccher.example") // UTF-8, a byte a character
            .tag("d", "xn--bcher-kva.example")
            .sign()
            .raw();
    assertThat(read(reader, raw).level()).isEqualTo(Level.A);
  }

  @Test
  void wordOfOurServerGoesFirst() {
    String signed = new SignedMail().sign().text();
    String said =
        "Authentication-Results: mx.desk.example; dmarc=fail header.from=harbour-hotels.example\r\n";
    assertThat(read(reader, (said + signed).getBytes(ISO_8859_1)).level()).isEqualTo(Level.C);
    assertThat(dns.questions).hasValue(0);
  }

  @Test
  void damagedHeaderProvesNothing() {
    String text = new SignedMail().sign().text();
    isUnknown(text.replace("\r\nTo:", "\r\nno field\r\nTo:").getBytes(ISO_8859_1), "damaged");
  }

  @Test
  void silenceOfTheDnsIsWaitedForNoLongerThanTheLimit() {
    dns.silentFor(KEY).silentFor(POLICY);
    try (SenderTrust hasty = reader(limits(Duration.ofMillis(200)))) {
      byte[] raw = new SignedMail().sign().raw();
      Trust trust = assertTimeoutPreemptively(Duration.ofSeconds(2), () -> read(hasty, raw));
      assertThat(trust.level()).isEqualTo(Level.B);
      assertThat(trust.reason()).contains("the DNS did not say its key in time");
    }
  }

  /** Without its policy, only the very domain of the author counts. */
  @Test
  void keyIsEnoughWhereThePolicyDoesNotCome() {
    dns.silentFor(POLICY)
        .with("mail._domainkey.mail.harbour-hotels.example", SignedMail.record(SignedMail.RSA));
    try (SenderTrust hasty = reader(limits(Duration.ofMillis(200)))) {
      assertThat(read(hasty, new SignedMail().sign().raw()).level()).isEqualTo(Level.A);
      byte[] below = new SignedMail().tag("d", "mail.harbour-hotels.example").sign().raw();
      assertThat(read(hasty, below).reason()).contains("that does not suffice");
    }
  }

  static DnsLimits limits(Duration timeout) {
    DnsLimits usual = DnsLimits.DEFAULTS;
    return new DnsLimits(timeout, 2, 4, 10, usual.shortest(), usual.longest());
  }

  @Test
  void neverThrowsNorBelievesWhatIsChanged() {
    byte[] signed = new SignedMail().tag("c", "simple/simple").sign().raw();
    String text = new String(signed, ISO_8859_1);
    int body = text.indexOf("\r\n\r\n");
    int from = text.indexOf("From:");
    Random random = new Random(25);
    for (int round = 0; round < 3_000; round++) {
      byte[] changed = signed.clone();
      int at = random.nextInt(signed.length);
      changed[at] = (byte) (changed[at] ^ 1 << random.nextInt(7));
      Trust trust = read(reader, changed);
      boolean isSigned = at >= from && at < body - 2;
      assertThat(isSigned && trust.level() == Level.A).as("byte %d of %s", at, text).isFalse();
    }
  }
}
