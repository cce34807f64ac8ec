package counterfoil.facts;

import static counterfoil.facts.Letters.mail;
import static counterfoil.facts.Letters.read;
import static counterfoil.facts.Letters.value;
import static counterfoil.facts.Letters.weighed;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.reply.MailText;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rule-34")
class ProportionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "0 of 311 bookings work. | \"0\" (nobody)",
        "Bookings fail on 12 of 40 calls. | \"12 of 40\" (many)",
        "Bookings fail on 2 of 40 calls. | \"2 of 40\" (some)",
        "Bookings fail on 1,200 of 1,300 calls. | \"1,200 of 1,300\" (all)",
        "Three out of ten bookings fail. | \"Three out of ten\" (many)",
        "Transfers fail on one call in fifty. | \"one call in fifty\" (some)",
        "Bookings fail for one guest in every twenty. | \"one guest in every twenty\" (some)",
        "The agent gives the wrong price on 2 % of the calls. | \"2\" (some)",
        "Bookings fail for 95% of callers. | \"95\" (all)",
        "Bookings fail for 40 percent of callers. | \"40 percent\" (many)",
        "Six callers were given the wrong price. | \"Six\" (some)",
        "Bookings fail for 250 guests. | \"250\" (many)",
        "The line fails at every one of our 14 sites. | \"every one of\" (all)"
      })
  void tellHowManyAreHit(String body, String sign) {
    assertThat(weighed(body, "priority"))
        .singleElement()
        .extracting(Candidate::why)
        .asString()
        .contains(sign);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bookings fail, 3 in 2024.",
        "Since v2 calls are dropped.",
        "Since 09:14 calls are dropped.",
        "Bookings fail since 2026-11-28.",
        "Bookings fail in room 12."
      })
  void areNotSeenInNumbersThatCountNothing(String body) {
    assertThat(weighed(body, "priority"))
        .singleElement()
        .extracting(Candidate::why)
        .asString()
        .doesNotContain("(all)", "(many)", "(some)", "(one)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | Bookings fail on 39 of 40 calls. | P2",
        "en | Bookings fail on 2 of 40 calls. | P3",
        "en | Every one of our 14 sites is silent. | P1",
        "de | Buchungen schlagen bei 38 von 40 Anrufen fehl. | P2",
        "de | Buchungen schlagen bei 2 von 40 Anrufen fehl. | P3",
        "fr | Les réservations échouent pour 39 appels sur 40. | P2"
      })
  void makeTheLevel(String language, String body, String level) {
    assertThat(value(read(language, "Harbour Hotels", body), "priority")).isEqualTo(level);
    assertThat(weighed(mail(language, "Harbour Hotels", MailText.allNew(body)), "priority"))
        .extracting(Candidate::rank)
        .containsExactly(Rank.INFERENCE);
  }
}
