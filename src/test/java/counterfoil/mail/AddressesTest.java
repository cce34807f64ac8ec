package counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rule-12")
class AddressesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nadia@harbour-hotels.example|nadia@harbour-hotels.example|''",
        "Nadia Hart <nadia@harbour-hotels.example>|nadia@harbour-hotels.example|Nadia Hart",
        "\"Hart, Nadia\" <nadia@harbour-hotels.example>|nadia@harbour-hotels.example|Hart, Nadia",
        "nadia@harbour-hotels.example (Nadia Hart)|nadia@harbour-hotels.example|Nadia Hart",
        "=?utf-8?Q?Nadia_H=C3=A4rt?= <n@h.example>|n@h.example|Nadia Härt",
        "\"=?utf-8?Q?H=C3=A4rt=2C_Nadia?=\" <n@h.example>|n@h.example|Härt, Nadia",
        "Nadia Hart n@h.example|n@h.example|Nadia Hart",
        "<<n@h.example>>|n@h.example|''",
        "Nadia <@relay.example:n@h.example>|n@h.example|Nadia",
        "Nadia <mailto:n@h.example>|n@h.example|Nadia",
        "\"two words\"@h.example|\"two words\"@h.example|''",
        "Nadia <n@h.example|n@h.example|Nadia",
        "n@[192.0.2.1]|n@[192.0.2.1]|''",
        "用户 <用户@例子.example>|用户@例子.example|用户",
        "a\u202eb <n@h.example>|n@h.example|ab"
      })
  void readsOne(String field, String email, String name) {
    assertThat(Addresses.of(field, 10)).containsExactly(new Address(email, name));
  }

  @Test
  void readsSeveralAndGroups() {
    assertThat(Addresses.of("Team: n@h.example, Owen <o@h.example>;, mei@counterfoil.example", 10))
        .extracting(Address::email)
        .containsExactly("n@h.example", "o@h.example", "mei@counterfoil.example");
  }

  @Test
  void neverTakesEncodedTextForAddress() {
    assertThat(Addresses.of("=?utf-8?Q?mei=40counterfoil.example=2C?= <n@h.example>", 10))
        .isEqualTo(List.of(new Address("n@h.example", "mei@counterfoil.example,")));
  }

  @Test
  void takesAddressInNameForName() {
    assertThat(Addresses.of("\"mei@counterfoil.example\" <n@h.example>", 10))
        .isEqualTo(List.of(new Address("n@h.example", "mei@counterfoil.example")));
  }

  @Test
  void stopsAtLimit() {
    assertThat(Addresses.of("a@b.example,".repeat(100), 7)).hasSize(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<<>>",
        "undisclosed-recipients:;",
        "nobody",
        "@",
        "a@",
        "@b",
        "\"",
        "(((",
        ",;:<>"
      })
  void findsNoneInNonsense(String field) {
    assertThat(Addresses.of(field, 10)).isEmpty();
  }
}
