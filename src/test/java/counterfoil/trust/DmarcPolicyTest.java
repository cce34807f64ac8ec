package counterfoil.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rule-18")
class DmarcPolicyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v=DMARC1;p=reject|true",
        "v=DMARC1; p=none; rua=mailto:d@harbour-hotels.example|true",
        " v = DMARC1 ; p = QUARANTINE ;|true",
        "v=DMARC1; rua=mailto:d@harbour-hotels.example|true",
        "v=DMARC1; p=maybe; rua=mailto:d@harbour-hotels.example|true",
        "v=DMARC1; p=maybe|false",
        "v=DMARC1|false",
        "v=dmarc1; p=reject|false",
        "v=DMARC10; p=reject|false",
        "p=reject; v=DMARC1|false",
        "v=DMARC1 p=reject|false",
        "v=DMARC1; p=reject; p=none|false",
        "v=DMARC1; p|false",
        "v=DMARC1; =x; p=none|false",
        "v=spf1 -all|false",
        "v=|false"
      })
  void isReadStrictly(String text, boolean isPolicy) {
    assertThat(DmarcPolicy.of(List.of(text)).isPresent()).isEqualTo(isPolicy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"s", "S"})
  void mayBeStrict(String mode) {
    assertThat(DmarcPolicy.of(List.of("v=DMARC1; p=none; adkim=" + mode)).orElseThrow().isStrict())
        .isTrue();
    assertThat(DmarcPolicy.of(List.of("v=DMARC1; p=none")).orElseThrow().isStrict()).isFalse();
  }

  @Test
  void isOneAmongOtherTexts() {
    assertThat(DmarcPolicy.of(List.of("v=spf1 -all", "v=DMARC1; p=none", ""))).isPresent();
    assertThat(DmarcPolicy.of(List.of("v=DMARC1; p=none", "v=DMARC1; p=reject"))).isEmpty();
    assertThat(DmarcPolicy.of(List.of())).isEmpty();
  }
}
