package counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How addresses are compared. Look-alikes are written as escapes. */
@Tag("threat-T26")
class AddressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Nadia@Harbour-Hotels.example|nadia@harbour-hotels.example",
        "nadia@harbour-hotels.example.|nadia@harbour-hotels.example",
        "nadia@b\u00fccher.example|nadia@xn--bcher-kva.example",
        "nadia@B\u00dcCHER.Example|nadia@XN--BCHER-KVA.example",
        "nadia@bu\u0308cher.example|nadia@xn--bcher-kva.example",
        "\u00fc@b\u00fccher.example|\u00fc@xn--bcher-kva.example",
        "nadia@\u4f8b\u3048\u3002jp|nadia@xn--r8jz45g.jp"
      })
  void areTheSame(String one, String other) {
    assertThat(Address.of(one).key()).isEqualTo(Address.of(other).key());
    assertThat(Address.of(one).domain()).isEqualTo(Address.of(other).domain());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "n\u0430dia@h.example|nadia@h.example", // Cyrillic a
        "nad\u0131a@h.example|nadia@h.example", // dotless i
        "NAD\u0130A@h.example|nadia@h.example", // I with a dot
        "mi\u212ae@h.example|mike@h.example", // the sign of Kelvin
        "\uff4eadia@h.example|nadia@h.example", // full-width n
        "nadia@h\u0430rbour.example|nadia@harbour.example",
        "nadia@hotel\u0131.example|nadia@hoteli.example",
        "nadia@stra\u00dfe.example|nadia@strasse.example",
        "nadia\uff20h.example|nadia@h.example",
        "nadia@evil.example\uff20h.example|nadia@h.example",
        "stra\u00dfe@h.example|strasse@h.example",
        "STRA\u00dfE@h.example|STRASSE@h.example"
      })
  void areTwo(String one, String other) {
    assertThat(Address.of(one).key()).isNotEqualTo(Address.of(other).key());
  }

  /** From the bytes of a mail on. */
  @Test
  void readerKeepsLookAlikesApart() {
    byte[] raw = Raw.mail("From: Mike <mi\u212ae@h.example>", "Subject: x", "", "Hello");
    Address author = new MailReader().read(raw).author().orElseThrow();
    assertThat(author.key()).isNotEqualTo("mike@h.example");
    assertThat(author.isMixedScript()).isTrue();
    byte[] wide = Raw.mail("From: Nadia <nadia@evil.example\uff20h.example>", "", "Hello");
    Address other = new MailReader().read(wide).author().orElseThrow();
    assertThat(other.domain()).isNotEqualTo("h.example").startsWith("evil.example");
    assertThat(new MailReader().read(Raw.mail("From: nadia\uff20h.example", "", "x")).author())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example\uff20h.example",
        "evil.example\ufe6bh.example",
        "a\u2488com", // becomes "1." with a dot of its own
        "a\uff0fb.example",
        "a\u037eb.example",
        "xn--\u00fc.example",
        "\u00fc..example",
        "\u00fc example"
      })
  void whatIsNoDomainBecomesNone(String domain) {
    assertThat(DomainName.aLabel(domain))
        .isEqualTo(domain)
        .matches(label -> !label.contains("@") || domain.contains("@"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n\u0430dia@h.example",
        "nadia@h\u0430rbour.example",
        "nadia@xn--hrbour-4nf.example",
        "nadia@\u0440\u0430\u0443\u0440\u0430l.example",
        "nadia@\u043f\u043e\u0447\u0442\u0430.com",
        "mi\u212ae@h.example",
        "nadia@\uff48.example",
        "n\u03b1dia@h.example"
      })
  void mixScripts(String address) {
    assertThat(Address.of(address).isMixedScript()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nadia@h.example",
        "nadia",
        "",
        "j\u00fcrgen.o'neil+1@b\u00fccher.example",
        "nadia@xn--bcher-kva.example",
        "\u043d\u0430\u0434\u044f@\u043f\u043e\u0447\u0442\u0430.\u0440\u0444",
        "nadia@\u043f\u043e\u0447\u0442\u0430.\u0440\u0444",
        "tanaka\u7530\u4e2d@\u4f8b\u3048.jp",
        "nadia@\u30c6\u30b9\u30c8.jp"
      })
  void mixNone(String address) {
    assertThat(Address.of(address).isMixedScript()).isFalse();
  }

  @Test
  void neverThrowsAndIsStable() {
    Random random = new Random(26);
    String pieces =
        "@@..-_aAk\u212a\u0131\u0430\u00df\u00fc\uff20\u3002\u200d\u0300\ud83d\ude00\ud800xn--";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder email = new StringBuilder();
      for (int i = random.nextInt(20); i > 0; i--) {
        email.append(pieces.charAt(random.nextInt(pieces.length())));
      }
      Address address = Address.of(email.toString());
      assertThat(address.key()).endsWith(address.domain());
      assertThat(Address.of(address.key()).key()).isEqualTo(address.key());
      assertThat(address.domain().indexOf('@')).isNegative();
      assertThat(address.isMixedScript()).isIn(true, false);
    }
  }

  @Test
  void takesTimeInProportion() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(2),
        () -> {
          for (String piece : List.of("a", "\u00fc", "a.", "\u00fc.", "xn--", "@", "\u0430")) {
            Address long_ = Address.of("x@" + piece.repeat(200_000));
            assertThat(long_.key()).isNotEmpty();
            assertThat(long_.isMixedScript()).isIn(true, false);
          }
        });
  }
}
