package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.mail.MailReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReadableMailTest {

  @Test
  void makesControlCharactersOfTheRawMailVisible() {
    assertThat(read("Subject: x\r\n\r\n\u001b[31mred\u0000\ttab\rbare\r\n").raw())
        .isEqualTo("Subject: x\n\n\u241b[31mred\u2400\ttab\u240dbare\n");
  }

  @Test
  void showsTheBeginningOfALongRawMail() {
    ReadableMail mail = read("Subject: x\r\n\r\n" + "0123456789\n".repeat(20_000));

    assertThat(mail.rawIsCut()).isTrue();
    assertThat(mail.raw()).hasSizeLessThan(100_001).startsWith("Subject: x\n\n0123456789\n");
  }

  @Test
  void tellsNewWordsFromQuotedOnes() {
    ReadableMail mail =
        read(
            "From: nadia@harbour-hotels.example\r\nSubject: Re: x\r\nIn-Reply-To: <a@b.example>\r\n"
                + "\r\nIt is Live.\r\n\r\nOn 2 Mar 2026, Mei wrote:\r\n> Which environment?\r\n");

    assertThat(mail.parts())
        .extracting(part -> part.part() + ": " + part.text().lines().findFirst().orElse(""))
        .containsExactly("NEW: It is Live.", "QUOTED: On 2 Mar 2026, Mei wrote:");
  }

  @Test
  @Tag("promise-5")
  void readsWhateverBytesThereAre() {
    byte[] bytes = new byte[300];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    for (int length = 0; length <= bytes.length; length++) {
      byte[] raw = Arrays.copyOf(bytes, length);
      assertThat(ReadableMail.of(new MailReader().read(raw), raw)).isNotNull();
    }
  }

  private static ReadableMail read(String raw) {
    byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
    return ReadableMail.of(new MailReader().read(bytes), bytes);
  }
}
