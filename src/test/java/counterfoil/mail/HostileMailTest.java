package counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Mails made to stop a reader: each is read, in time, and the spans cover what was read. */
@Tag("fault-F12")
@Tag("threat-T12")
class HostileMailTest {

  private static final String FROM = "From: Nadia Hart <nadia@harbour-hotels.example>\r\n";

  private final MailReader reader = new MailReader();

  @TestFactory
  Stream<DynamicTest> readsInTime() {
    return shapes().entrySet().stream()
        .map(shape -> dynamicTest(shape.getKey(), () -> readsInTime(shape.getValue().get())));
  }

  private void readsInTime(byte[] raw) {
    // The promise is two seconds; machines that build are slower and shared.
    ParsedMail mail =
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> reader.read(raw));
    int at = 0;
    for (MailText.Span span : mail.text().spans()) {
      assertThat(span.start()).isEqualTo(at);
      at = span.end();
    }
    assertThat(at).isEqualTo(mail.text().full().length());
    assertThat(mail.messageId()).isNotEmpty();
    assertThat(mail.fingerprint()).hasSize(64);
    assertThat(mail.text().full()).doesNotContain("\u0000");
    assertThat(mail.defects()).noneMatch(defect -> defect.startsWith("the mail could not be read"));
  }

  private static Map<String, Supplier<byte[]>> shapes() {
    Map<String, Supplier<byte[]>> shapes = new LinkedHashMap<>();
    shapes.put("nothing", () -> new byte[0]);
    shapes.put("twelve bytes of white space", () -> bytes("    \n   \n\n"));
    shapes.put("white space first", () -> bytes("   \r\n" + FROM + "\r\nHello"));
    shapes.put("a header of one megabyte", () -> bytes("Subject: " + "a".repeat(1_000_000)));
    shapes.put(
        "a header folded 400,000 times",
        () -> bytes("Subject: a" + "\r\n b".repeat(400_000) + "\r\n\r\nHello"));
    shapes.put("100,000 fields", () -> bytes("X-A: b\r\n".repeat(100_000) + "\r\nHello"));
    shapes.put("From of brackets", () -> bytes("From: <<>>\r\n\r\nHello"));
    shapes.put("100,000 brackets", () -> bytes("From: " + "<".repeat(100_000) + "\r\n\r\nHello"));
    shapes.put("1,000,000 comments", () -> bytes("From: " + "(".repeat(1_000_000) + "\r\n\r\n"));
    shapes.put("60,000 quotes", () -> bytes("To: " + "\"\\".repeat(30_000) + "\r\n\r\n"));
    shapes.put("100,000 addresses", () -> bytes("To: " + "a@b.example, ".repeat(100_000)));
    shapes.put(
        "100,000 references", () -> bytes("References: " + "<a@b.example> ".repeat(100_000)));
    shapes.put("a Message-ID of 10 kB", () -> bytes("Message-ID: <" + "x".repeat(10_000) + "@y>"));
    shapes.put(
        "100,000 encoded words", () -> bytes("Subject: " + "=?utf-8?q?=e4=bd?= ".repeat(100_000)));
    shapes.put("unfinished encoded words", () -> bytes("Subject: " + "=?a?q?".repeat(10_000)));
    shapes.put(
        "100,000 parameters",
        () -> bytes("Content-Type: text/plain" + "; name*0*=a".repeat(5_000) + "\r\n\r\nHello"));
    shapes.put("200 attached mails in each other", () -> nestedMails(200));
    shapes.put("10,000 multiparts in each other", () -> nestedMultiparts(10_000));
    shapes.put("10,000 parts", () -> manyParts(10_000, "Content-Type: text/plain\r\n\r\nx\r\n"));
    shapes.put("1,000,000 empty parts", () -> manyParts(1_000_000, ""));
    shapes.put("a part with a header of 5 MB", () -> partWithLongHeader());
    shapes.put("a boundary never closed", () -> manyParts(1, "\r\nHello"));
    shapes.put(
        "a boundary never seen",
        () -> bytes("Content-Type: multipart/mixed; boundary=x\r\n\r\nHello"));
    shapes.put("no boundary", () -> bytes("Content-Type: multipart/mixed\r\n\r\n--x\r\n\r\nHello"));
    shapes.put(
        "a boundary of 10,000 characters",
        () ->
            bytes(
                "Content-Type: multipart/mixed; boundary="
                    + "x".repeat(10_000)
                    + "\r\n\r\n--"
                    + "x".repeat(10_000)
                    + "\r\n\r\nHello"));
    shapes.put("a control in the type", () -> bytes("Content-Type: \u0016text/plain\r\n\r\nHello"));
    shapes.put("an unknown charset", () -> bytes("Content-Type: text/plain; charset=foo\r\n\r\nä"));
    shapes.put("an empty charset", () -> bytes("Content-Type: text/plain; charset=\"\"\r\n\r\nä"));
    shapes.put("NUL everywhere", () -> bytes("Subject: a\u0000b\r\n\r\nc\u0000d"));
    shapes.put("NUL in an encoded word", () -> bytes("Subject: =?utf-8?q?a=00b?=\r\n\r\n"));
    shapes.put(
        "lone surrogates",
        () -> bytes("Subject: =?utf-8?q?=ed=a0=80?=\r\n\r\n=?utf-8?q?=ed=a0=80?="));
    shapes.put("broken base64", () -> encoded("base64", "a===b!\u0001c=d"));
    shapes.put("broken quoted-printable", () -> encoded("quoted-printable", "=\r\n==ZZ=4"));
    shapes.put("broken uuencode", () -> encoded("x-uuencode", "begin 644\r\n`\r\nend"));
    shapes.put("an unknown encoding", () -> encoded("base9000", "Hello"));
    shapes.put(
        "an attached mail in base64",
        () ->
            bytes(
                "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                    + Base64.getMimeEncoder().encodeToString(bytes(FROM + "\r\nHello"))));
    shapes.put("a date far away", () -> bytes("Date: Mon, 1 Jan 99999 00:00:00 +0000\r\n\r\n"));
    shapes.put("two From fields", () -> bytes(FROM + "From: owen@harbour-hotels.example\r\n\r\n"));
    shapes.put("100,000 nested div", () -> html("<div>".repeat(100_000) + "Hello"));
    shapes.put("100,000 nested tables", () -> html("<table><tr><td>".repeat(100_000) + "Hello"));
    shapes.put("100,000 nested quotes", () -> html("<blockquote type=cite>".repeat(100_000) + "x"));
    shapes.put(
        "100,000 quotes in a wrapper",
        () -> html("<div class=gmail_quote>".repeat(50_000) + "<p>x".repeat(50_000)));
    shapes.put("100,000 links", () -> html("<a href='https://a.example/'>x</a>".repeat(100_000)));
    shapes.put("100,000 lists", () -> html("<ul><li>".repeat(100_000)));
    shapes.put("200,000 spans", () -> html("<span style='display:block'>x ".repeat(200_000)));
    shapes.put("an attribute of 5 MB", () -> html("<a href='" + "x".repeat(5_000_000) + "'>y</a>"));
    shapes.put("1,000,000 entities", () -> html("&#0;&#xd800;&nbsp;&amp".repeat(250_000)));
    shapes.put("10 MB of text", () -> bytes(FROM + "\r\n" + "Hello Owen. ".repeat(900_000)));
    shapes.put("10 MB of line ends", () -> bytes(FROM + "\r\n" + "\r\n".repeat(5_000_000)));
    shapes.put("5 MB of bare CR", () -> bytes(FROM + "\r\n" + "\r".repeat(5_000_000)));
    shapes.put("a header of bare CR", () -> bytes("\r".repeat(3_000_000) + "From: a\r\r\r\r"));
    shapes.put(
        "100,000 quote marks", () -> bytes(FROM + "\r\n" + (">".repeat(1000) + "\n").repeat(1000)));
    shapes.put(
        "100,000 introductions",
        () ->
            bytes(FROM + "\r\n" + "On 2 Mar 2026 at 10:00 <a@b.example> said\r\n".repeat(100_000)));
    shapes.put(
        "100,000 header lines",
        () -> bytes(FROM + "\r\n" + "Subject: x\r\n\r\nFrom: y\r\n".repeat(50_000)));
    shapes.put(
        "100,000 signatures",
        () -> bytes(FROM + "\r\n" + "Regards,\r\nMei\r\n\r\n".repeat(50_000)));
    shapes.put("100,000 dashes", () -> bytes(FROM + "\r\n" + "-- \r\nx\r\n".repeat(100_000)));
    shapes.put(
        "flowed lines without end",
        () ->
            bytes(
                FROM
                    + "Content-Type: text/plain; format=flowed\r\n\r\n"
                    + "> a \r\n".repeat(300_000)));
    shapes.put(
        "UTF-7",
        () ->
            bytes(
                "Content-Type: text/plain; charset=utf-7\r\n\r\n+2AA- +AG -+"
                    + "+".repeat(100_000)));
    shapes.put("50 MB attachment", () -> largeAttachment());
    return shapes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] html(String html) {
    return bytes(FROM + "Content-Type: text/html; charset=utf-8\r\n\r\n" + html);
  }

  private static byte[] encoded(String encoding, String body) {
    return bytes(FROM + "Content-Transfer-Encoding: " + encoding + "\r\n\r\n" + body);
  }

  private static byte[] nestedMails(int depth) {
    return bytes(
        (FROM + "Content-Type: message/rfc822\r\n\r\n").repeat(depth) + FROM + "\r\nHello");
  }

  private static byte[] nestedMultiparts(int depth) {
    StringBuilder mail = new StringBuilder(FROM);
    for (int i = 0; i < depth; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b" + i + "\r\n\r\n--b" + i + "\r\n");
    }
    return bytes(mail + "\r\nHello");
  }

  private static byte[] manyParts(int count, String part) {
    return bytes(
        FROM
            + "Content-Type: multipart/mixed; boundary=x\r\n\r\n"
            + ("--x\r\n" + part).repeat(count));
  }

  private static byte[] partWithLongHeader() {
    return manyParts(1, "X-Long: " + "a".repeat(2_500_000) + "\r\nX-B: c\r\n\r\nHello\r\n--x--");
  }

  private static byte[] largeAttachment() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(51_000_000);
    out.writeBytes(
        bytes(
            FROM
                + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nHello\r\n--x\r\n"
                + "Content-Type: application/zip; name=a.zip\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"));
    byte[] line = bytes("QUJD".repeat(19) + "\r\n");
    for (int i = 0; i < 50_000_000 / line.length; i++) {
      out.writeBytes(line);
    }
    out.writeBytes(bytes("--x--\r\n"));
    return out.toByteArray();
  }

  @TestFactory
  Stream<DynamicTest> findsTextBehindOddities() {
    return List.of(
            "Content-Type: multipart/mixed; boundary=x\r\n\r\nHello Owen",
            "Content-Type: multipart/mixed\r\n\r\n--x\r\n\r\nHello Owen\r\n--x--",
            "Content-Type: \u0016text/plain\r\n\r\nHello Owen",
            "Content-Type: text/plain; charset=foo\r\n\r\nHello Owen",
            "Content-Transfer-Encoding: base9000\r\n\r\nHello Owen",
            "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nHello Owen")
        .stream()
        .map(
            odd ->
                dynamicTest(
                    odd.substring(0, odd.indexOf("\r\n")),
                    () ->
                        assertThat(reader.read(bytes(FROM + odd)).text().full())
                            .contains("Hello Owen")));
  }
}
