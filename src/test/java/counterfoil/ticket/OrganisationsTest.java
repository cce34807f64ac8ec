package counterfoil.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rule-20")
class OrganisationsTest {

  private static final Organisation HARBOUR =
      new Organisation(
          "Harbour Hotels", Set.of("harbour.example", "xn--mnchen-3ya.example"), Set.of(), true);
  private static final Organisation SPA =
      new Organisation("Spa", Set.of(), Set.of("nadia@harbour.example", "owen@gmail.com"), true);

  private final Organisations known = new Organisations(List.of(HARBOUR, SPA));

  @ParameterizedTest
  @CsvSource({
    "owen@harbour.example, harbour.example, Harbour Hotels",
    "nadia@harbour.example, harbour.example, Spa",
    "owen@gmail.com, gmail.com, Spa",
    "mei@gmail.com, gmail.com, ",
    "owen@spa.harbour.example, spa.harbour.example, ",
    "owen@xharbour.example, xharbour.example, ",
    "owen@m\u00fcnchen.example, m\u00fcnchen.example, Harbour Hotels",
    "'', '', "
  })
  void tellWhomAnAddressBelongsTo(String address, String domain, String name) {
    assertThat(known.of(address, domain).map(Organisation::name))
        .isEqualTo(Optional.ofNullable(name));
  }

  @Test
  void areFoundByNameInAnyCase() {
    assertThat(known.named(" harbour HOTELS")).contains(HARBOUR);
    assertThat(known.named("Harbour")).isEmpty();
    assertThat(Organisations.NONE.isEmpty()).isTrue();
    assertThat(known.isEmpty()).isFalse();
  }

  @Test
  void shareNothing() {
    assertThatThrownBy(
            () ->
                new Organisations(
                    List.of(
                        HARBOUR, new Organisation("B", Set.of("harbour.example"), Set.of(), true))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("harbour.example");
    assertThatThrownBy(
            () ->
                new Organisations(
                    List.of(
                        HARBOUR,
                        new Organisation("HARBOUR hotels", Set.of("b.example"), Set.of(), true))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "harbour.example, harbour.example",
    " Harbour.EXAMPLE , harbour.example",
    "m\u00fcnchen.example, xn--mnchen-3ya.example",
    "M\u00dcNCHEN.example, xn--mnchen-3ya.example",
    "xn--mnchen-3ya.example, xn--mnchen-3ya.example",
    "a-b.co.uk, a-b.co.uk"
  })
  void domainsHaveOneForm(String typed, String form) {
    assertThat(DomainName.of(typed)).contains(form);
  }

  /** What browsers and servers would turn into another name must not be taken for that name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "stra\u00dfe.example",
        "ban\u212a\u3002example",
        "harbour\u3002example",
        "harbour\u200d.example",
        "\uff48arbour.example",
        "example",
        "",
        ".",
        "a..example",
        "-a.example",
        "a-.example",
        "a_b.example",
        "a b.example",
        "harbour.example.",
        "@harbour.example",
        "*.harbour.example",
        "https://harbour.example",
        "10.0.0.1",
        "[10.0.0.1]",
        "a.\u0000example"
      })
  @Tag("threat-T15")
  void whatIsNoDomainIsRefused(String typed) {
    assertThat(DomainName.of(typed)).isEmpty();
  }

  @Test
  void endlessDomainsAreRefused() {
    assertThat(DomainName.of("a".repeat(64) + ".example")).isEmpty();
    assertThat(DomainName.of("a.".repeat(200) + "example")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Nadia.Hart@Harbour.example, nadia.hart@harbour.example",
    "o'neil+desk@harbour.example, o'neil+desk@harbour.example",
    "nadia@m\u00fcnchen.example, nadia@xn--mnchen-3ya.example"
  })
  void addressesHaveOneForm(String typed, String form) {
    assertThat(AddressKey.of(typed)).contains(form);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "harbour.example",
        "@harbour.example",
        "nadia@",
        "nadia@localhost",
        "Nadia <nadia@harbour.example>",
        "nadia@a.example, owen@a.example",
        "na dia@harbour.example",
        "nadia@x@harbour.example",
        "nadia\u202e@harbour.example",
        "nadia\u200b@harbour.example",
        "nadia\n@harbour.example"
      })
  void whatIsNoAddressIsRefused(String typed) {
    assertThat(AddressKey.of(typed)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a\nb", "a\u0000", "\u202egnirts", "a\u2028b", "\ud800", "\u200b"})
  void whatCannotBeSeenIsNoName(String typed) {
    assertThat(OneLine.isName(typed)).isFalse();
    assertThat(OneLine.isName("x".repeat(101))).isFalse();
    assertThat(OneLine.isName("H\u00f4tel <b> \ud83d\udc68\u200d\ud83d\udcbb & Co.")).isTrue();
  }

  @Test
  @Tag("rule-36")
  void engineersAreKnownByTheirAddresses() {
    Engineer ada = new Engineer("Ada", Set.of("ada@desk.example"));
    Engineers engineers = new Engineers(List.of(ada), Optional.of("pager@desk.example"));

    assertThat(engineers.of("ada@desk.example")).contains(ada);
    assertThat(engineers.of("ada@desk.example.evil.example")).isEmpty();
    assertThat(engineers.of("pager@desk.example")).isEmpty();
    assertThat(engineers.onCallAddress()).contains("pager@desk.example");
    assertThat(ada.address()).isEqualTo("ada@desk.example");
    assertThat(Engineers.NONE.isEmpty()).isTrue();
    assertThatThrownBy(() -> new Engineers(List.of(ada, ada), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Engineer("Nobody", Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
