package counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.reply.MailText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every mail, tried on made-up, mutated and cut ones; the seed is in the name. */
@Tag("promise-5")
class AnyMailTest {

  private static final int MAILS_PER_SEED = 250;

  private static final List<String> PIECES =
      List.of(
          "\r\n",
          "\n",
          "\r",
          "\r\n\r\n",
          "\r\n ",
          " ",
          "\t",
          "\u0000",
          "\"",
          "(",
          ")",
          "<",
          ">",
          "@",
          ";",
          "=",
          ":",
          ",",
          "--b",
          "--b--",
          "--c",
          "\r\n--b\r\n",
          "\r\n--b--\r\n",
          "\r\n--c\r\n",
          "From: Nadia <nadia@harbour-hotels.example>\r\n",
          "To: ",
          "Subject: Re: ",
          "Subject: Fwd: ",
          "Content-Type: multipart/mixed; boundary=b\r\n",
          "Content-Type: multipart/alternative; boundary=c\r\n",
          "Content-Type: text/plain; charset=utf-8; format=flowed\r\n",
          "Content-Type: text/html\r\n",
          "Content-Type: text/plain; charset=iso-2022-jp\r\n",
          "Content-Type: message/rfc822\r\n",
          "Content-Type: multipart/digest; boundary=\"b\"\r\n",
          "Content-Transfer-Encoding: base64\r\n",
          "Content-Transfer-Encoding: quoted-printable\r\n",
          "Content-Disposition: attachment; filename*0*=utf-8''%",
          "Content-ID: <x>\r\n",
          "Date: Mon, 2 Mar 2026 ",
          "Message-ID: <",
          "References: <a@b> ",
          "=?utf-8?q?=e4",
          "?=",
          "=?iso-2022-jp?b?GyRC",
          "\u00e4",
          "\ud83d\ude00",
          "\u3042",
          "=ed=a0=80",
          "&#xd800;",
          "SGVsbG8=",
          "<blockquote type=cite>",
          "</blockquote>",
          "<div class=gmail_quote>",
          "<div id=divRplyFwdMsg>",
          "<table><tr><td>",
          "</td>",
          "<a href='https://x.example'>",
          "</a>",
          "<li>",
          "<pre>",
          "<br>",
          "<p>",
          "<!--",
          "<style>",
          "> quoted\r\n",
          "On 2 Mar 2026 at 9:15 Mei <mei@c.example> wrote:\r\n",
          "-- \r\n",
          "Regards,\r\nNadia\r\n",
          "-----Original Message-----\r\n",
          "From: x\r\nSent: 2026\r\nSubject: y\r\n",
          "Begin forwarded message:\r\n",
          "Sent from my iPhone\r\n",
          "________________________________\r\n",
          "Hello, the line is dead.\r\n");

  private final MailReader reader = new MailReader();

  static LongStream seeds() {
    return LongStream.range(1, 13);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void isReadWhateverItsBytes(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < MAILS_PER_SEED; i++) {
      byte[] raw = mail(random);
      String which = "mail " + i + " of seed " + seed;
      ParsedMail mail = reader.read(raw);

      assertThat(mail).as(which).isEqualTo(reader.read(raw));
      assertThat(mail.defects())
          .as(which)
          .noneMatch(defect -> defect.startsWith("the mail could not be read"));
      assertSpansCover(mail.text(), which);
      assertStorable(mail.text().full(), which);
      assertStorable(mail.subject(), which);
      assertThat(mail.subject()).as(which).doesNotContain("\n", "\r");
      mail.headers().values().forEach(values -> values.forEach(v -> assertStorable(v, which)));
      mail.from().forEach(address -> assertStorable(address.toString(), which));
      mail.attachments().forEach(file -> assertStorable(file.name(), which));
      for (int file = 0; file < mail.attachments().size(); file++) {
        assertThat(reader.attachment(raw, file).map(bytes -> (long) bytes.length))
            .as(which)
            .contains(mail.attachments().get(file).size());
      }
      assertThat(mail.kind()).as(which).isNotNull();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void keepsHeaderWhereverItsTextIsCut(long seed) {
    byte[] whole =
        Raw.html(
            "Line down",
            "<p>Hello Mei</p><table><tr><td>Environment<td>Live</table>" + "x".repeat(50));
    int header = new String(whole, StandardCharsets.UTF_8).indexOf("\r\n\r\n") + 4;
    int cut = header + new Random(seed).nextInt(whole.length - header);

    ParsedMail mail = reader.read(Arrays.copyOf(whole, cut));

    assertThat(mail.subject()).isEqualTo("Line down");
    assertThat(mail.author()).map(Address::email).contains("nadia@harbour-hotels.example");
  }

  private static void assertSpansCover(MailText text, String which) {
    int at = 0;
    for (MailText.Span span : text.spans()) {
      assertThat(span.start()).as(which).isEqualTo(at);
      assertThat(span.end()).as(which).isGreaterThan(at);
      at = span.end();
    }
    assertThat(at).as(which).isEqualTo(text.full().length());
  }

  /** No NUL, no other controls, and UTF-8 there and back gives the same. */
  private static void assertStorable(String text, String which) {
    assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .as(which)
        .isEqualTo(text);
    assertThat(text.chars())
        .as(which)
        .noneMatch(c -> c < ' ' && c != '\n' && c != '\t' || c >= 0x7f && c <= 0x9f);
  }

  /** Pieces of mails in any order, some bytes changed, and now and then cut short. */
  private static byte[] mail(Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int pieces = random.nextInt(60);
    for (int i = 0; i < pieces; i++) {
      if (random.nextInt(20) == 0) {
        byte[] noise = new byte[random.nextInt(30)];
        random.nextBytes(noise);
        out.writeBytes(noise);
      } else {
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        out.writeBytes(piece.getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] mail = out.toByteArray();
    for (int i = 0; mail.length > 0 && i < random.nextInt(5); i++) {
      mail[random.nextInt(mail.length)] = (byte) random.nextInt(256);
    }
    boolean isCut = mail.length > 0 && random.nextInt(4) == 0;
    return isCut ? Arrays.copyOf(mail, random.nextInt(mail.length)) : mail;
  }
}
