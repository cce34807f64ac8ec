package counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.reply.MailText.Part;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MailReaderTest {

  private final MailReader reader = new MailReader();

  @Test
  void readsPlainMail() {
    ParsedMail mail = reader.read(Raw.text("Line down", "Hello Mei,", "the line is dead."));

    assertThat(mail.messageId()).isEqualTo("one@harbour-hotels.example");
    assertThat(mail.author()).contains(new Address("nadia@harbour-hotels.example", "Nadia Hart"));
    assertThat(mail.to()).containsExactly(Address.of("servicedesk@counterfoil.example"));
    assertThat(mail.subject()).isEqualTo("Line down");
    assertThat(mail.date()).hasToString("Optional[2026-03-02T08:15:00Z]");
    assertThat(mail.header("SUBJECT")).containsExactly("Line down");
    assertThat(mail.text().newPart()).isEqualTo("Hello Mei,\nthe line is dead.");
    assertThat(mail.language()).isEqualTo("en");
    assertThat(mail.kind()).isEqualTo(ParsedMail.Kind.NEW);
    assertThat(mail.attachments()).isEmpty();
    assertThat(mail.defects()).isEmpty();
  }

  @Test
  @Tag("rule-13")
  void prefersHtmlBecauseItKeepsLinks() {
    assertThat(
            alternative("See our agent", "<p>See <a href='https://studio.example/a'>our agent</a>"))
        .isEqualTo("See our agent <https://studio.example/a>");
  }

  @Test
  @Tag("rule-13")
  void takesPlainFormWhenHtmlSaysMuchLess() {
    assertThat(alternative("The line is dead since nine.", "<html><body><img src=x></body></html>"))
        .isEqualTo("The line is dead since nine.");
  }

  private String alternative(String plain, String html) {
    return reader
        .read(
            Raw.mail(
                "From: nadia@harbour-hotels.example",
                "Content-Type: multipart/alternative; boundary=x",
                "",
                "--x",
                "Content-Type: text/plain",
                "",
                plain,
                "--x",
                "Content-Type: text/html",
                "",
                html,
                "--x--"))
        .text()
        .full();
  }

  private static byte[] withFiles() {
    return Raw.mail(
        "From: nadia@harbour-hotels.example",
        "Content-Type: multipart/mixed; boundary=x",
        "",
        "--x",
        "Content-Type: text/html",
        "",
        "Look: <img src=\"cid:logo%40h\">",
        "--x",
        "Content-Type: image/png; name=\"../logo.png\"",
        "Content-ID: <logo@h>",
        "Content-Disposition: inline",
        "Content-Transfer-Encoding: base64",
        "",
        "QUJD",
        "--x",
        "Content-Type: IMAGE/PNG",
        "Content-ID: <unused@h>",
        "Content-Disposition: inline",
        "Content-Transfer-Encoding: base64",
        "",
        "QUJD",
        "--x",
        "Content-Type: text/plain",
        "Content-Disposition: attachment; filename*=utf-8''caf%C3%A9.txt",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        "caf=C3=A9",
        "--x--");
  }

  @Test
  @Tag("rule-16")
  void listsAttachments() {
    String abc = "b5d4045c3f466fa91fe2cc6abe79232a1a57cdf104f7a26e716e0a1e2789df78";

    assertThat(reader.read(withFiles()).attachments())
        .containsExactly(
            new Attachment("logo.png", "image/png", 3, abc, true),
            new Attachment("attachment-2.png", "image/png", 3, abc, false),
            new Attachment(
                "café.txt",
                "text/plain",
                5,
                "850f7dc43910ff890f8879c0ed26fe697c93a067ad93a7d50f466a7028a9bf4e",
                false));
  }

  @Test
  void givesBytesOfOneAttachment() {
    assertThat(reader.attachment(withFiles(), 2)).contains("café".getBytes(StandardCharsets.UTF_8));
    assertThat(reader.attachment(withFiles(), 3)).isEmpty();
    assertThat(reader.attachment(withFiles(), -1)).isEmpty();
    assertThat(reader.attachment(new byte[0], 0)).isEmpty();
  }

  @Test
  @Tag("rule-14")
  void readsAttachedMailAsForwarded() {
    ParsedMail mail =
        reader.read(
            Raw.mail(
                "From: nadia@harbour-hotels.example",
                "Content-Type: multipart/mixed; boundary=x",
                "",
                "--x",
                "",
                "See the mail of Owen.",
                "--x",
                "Content-Type: message/rfc822",
                "",
                "From: Owen <owen@harbour-hotels.example>",
                "Date: Mon, 2 Mar 2026 09:15:00 +0100",
                "Subject: =?utf-8?Q?L=C3=ADne?=",
                "To: nadia@harbour-hotels.example",
                "Content-Type: multipart/mixed; boundary=y",
                "",
                "--y",
                "",
                "The line is dead.",
                "--y",
                "Content-Type: application/pdf; name=plan.pdf",
                "",
                "%PDF",
                "--y--",
                "--x--"));

    assertThat(mail.text().newPart()).isEqualTo("See the mail of Owen.");
    assertThat(mail.text().part(Part.FORWARDED))
        .isEqualTo(
            "From: Owen <owen@harbour-hotels.example>\n"
                + "Date: Mon, 2 Mar 2026 09:15:00 +0100\n"
                + "Subject: Líne\n"
                + "To: nadia@harbour-hotels.example\n\n"
                + "The line is dead.");
    assertThat(mail.attachments())
        .extracting(Attachment::name)
        .containsExactly("Líne.eml", "plan.pdf");
    assertThat(mail.kind()).isEqualTo(ParsedMail.Kind.FORWARD);
  }

  @Test
  void findsPartsWhenBoundaryIsLost() {
    ParsedMail mail =
        reader.read(
            Raw.mail(
                "From: nadia@harbour-hotels.example",
                "Content-Type: multipart/mixed",
                "",
                "--x",
                "Content-Type: text/plain; charset=utf-8",
                "",
                "The line is dead.",
                "--x",
                "Content-Type: application/pdf; name=plan.pdf",
                "",
                "%PDF",
                "--x--"));

    assertThat(mail.text().full()).isEqualTo("The line is dead.");
    assertThat(mail.attachments()).extracting(Attachment::name).containsExactly("plan.pdf");
    assertThat(mail.defects()).contains("a multipart without a boundary: its first line was taken");
  }

  @Test
  void readsTextThatBearsName() {
    ParsedMail mail =
        reader.read(Raw.mail("Content-Type: text/plain; name=mail.txt", "", "The line is dead."));

    assertThat(mail.text().full()).isEqualTo("The line is dead.");
    assertThat(mail.attachments()).isEmpty();
  }

  @Test
  void tellsKindByThreadFieldsAndSubject() {
    byte[] mail = Raw.text("Re: the line", "It is dead.");
    assertThat(reader.read(mail).kind()).isEqualTo(ParsedMail.Kind.NEW);
    assertThat(reader.read(Raw.with("In-Reply-To: <a@b.example>", mail)).kind())
        .isEqualTo(ParsedMail.Kind.REPLY);
    byte[] forward = Raw.text("WG: the line", "It is dead.");
    assertThat(reader.read(Raw.with("References: <a@b.example>", forward)).kind())
        .isEqualTo(ParsedMail.Kind.FORWARD);
  }

  @Test
  @Tag("rule-9")
  void givesSameFingerprintWhateverTheTraceFields() {
    byte[] mail = Raw.text("Line", "It is dead.");
    ParsedMail first = reader.read(Raw.with("Received: from a.example", mail));
    ParsedMail second = reader.read(Raw.with("Received: from b.example", mail));

    assertThat(first.fingerprint()).isEqualTo(second.fingerprint());
    assertThat(reader.read(Raw.text("Line", "It is not dead.")).fingerprint())
        .isNotEqualTo(first.fingerprint());
  }

  @Test
  @Tag("rule-9")
  void makesMessageIdWhenMissing() {
    byte[] mail = Raw.mail("From: nadia@harbour-hotels.example", "", "Dead.");

    assertThat(reader.read(mail).messageId())
        .endsWith("@missing.invalid")
        .isEqualTo(reader.read(mail).messageId())
        .isEqualTo(reader.read(Raw.with("Received: from b.example", mail)).messageId());
    assertThat(reader.read(mail).defects()).contains("Message-ID missing");
  }

  @Test
  @Tag("rule-21")
  void readsThreadIds() {
    ParsedMail mail =
        reader.read(
            Raw.mail(
                "In-Reply-To: <a@b.example> (your mail)",
                "References: <1@b.example>\r\n <2@b.example><3@b.example>",
                "Message-ID: no-brackets@b.example",
                "",
                "x"));

    assertThat(mail.inReplyTo()).containsExactly("a@b.example");
    assertThat(mail.references()).containsExactly("1@b.example", "2@b.example", "3@b.example");
    assertThat(mail.messageId()).isEqualTo("no-brackets@b.example");
  }

  @Test
  @Tag("threat-T28")
  void keepsFirstAndLastReferences() {
    StringBuilder field = new StringBuilder("References:");
    for (int i = 0; i < 300; i++) {
      field.append(" <").append(i).append("@b.example>");
    }

    assertThat(reader.read(Raw.mail(field.toString(), "", "x")).references())
        .hasSize(100)
        .startsWith("0@b.example")
        .endsWith("299@b.example")
        .contains("49@b.example", "250@b.example");
  }

  @Test
  @Tag("threat-T1")
  void hasNoAuthorWhenFromIsDoubtful() {
    assertThat(reader.read(Raw.mail("From: a@b.example, c@d.example", "", "x")).author()).isEmpty();
    assertThat(reader.read(Raw.mail("From: a@b.example", "From: c@d.example", "", "x")).author())
        .isEmpty();
    assertThat(reader.read(Raw.mail("Sender: a@b.example", "", "x")).author()).isEmpty();
  }

  @Test
  @Tag("rule-12")
  void readsEightBitHeaders() {
    assertThat(reader.read(Raw.mail("Subject: Grüße", "", "x")).subject()).isEqualTo("Grüße");
    assertThat(
            reader.read(Raw.mail(StandardCharsets.ISO_8859_1, "Subject: Grüße", "", "x")).subject())
        .isEqualTo("Grüße");
    assertThat(
            reader.read(Raw.mail("Subject: =?utf-8?q?a=0d=0aBcc:_x=e2=80=ae?=", "", "x")).subject())
        .isEqualTo("a Bcc: x");
  }

  @Test
  void readsTheSameUnderAnyLocale() {
    Locale before = Locale.getDefault();
    byte[] mail = Raw.with("IN-REPLY-TO: <I@B.EXAMPLE>", Raw.text("WICHTIG", "LINIE"));
    ParsedMail usual = reader.read(mail);
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(reader.read(mail)).isEqualTo(usual);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  @Tag("rule-12")
  void givesTheFirstLineAsASubjectWouldBe() {
    ParsedMail mail =
        new MailReader()
            .read(
                "From: a@b.example\r\n\r\n \t\r\nNo calls\tsince \u202enine\r\nHelp"
                    .getBytes(StandardCharsets.UTF_8));

    assertThat(mail.firstLine()).hasValue("No calls since nine");
  }
}
