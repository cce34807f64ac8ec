package counterfoil.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rule-18")
@Tag("threat-T24")
class AuthenticationResultsTest {

  private static final String WHOLE =
      " mx.desk.example (ours) 1; dkim=pass (2048-bit \\) key) reason=\"good; really\""
          + " header.d=harbour-hotels.example header.b=\"a/Z=\" header.s=mail;"
          + " spf/1 = fail smtp.mailfrom=\"two words\"@harbour-hotels.example; dmarc=pass(p=NONE)"
          + " header . from=harbour-hotels.example";

  @Test
  void readsAllOfIt() {
    AuthenticationResults read = AuthenticationResults.of(WHOLE);
    assertThat(read.server()).isEqualTo("mx.desk.example");
    assertThat(read.isReadable()).isTrue();
    assertThat(read.results())
        .containsExactly(
            new MethodResult(
                "dkim",
                "pass",
                Map.of(
                    "reason", "good; really",
                    "header.d", "harbour-hotels.example",
                    "header.b", "a/Z=",
                    "header.s", "mail"),
                "(2048-bit \\) key) "),
            new MethodResult(
                "spf", "fail", Map.of("smtp.mailfrom", "two words@harbour-hotels.example"), ""),
            new MethodResult(
                "dmarc", "pass", Map.of("header.from", "harbour-hotels.example"), "(p=NONE) "));
    assertThat(read.results().get(1).domain("smtp.mailfrom")).isEqualTo("harbour-hotels.example");
  }

  @Test
  void serversAreComparedAsTheDnsKnowsThem() {
    assertThat(AuthenticationResults.of("mx.bücher.example; none").server())
        .isEqualTo("mx.xn--bcher-kva.example");
  }

  @Test
  void isEmptyWhereTheServerFoundNothing() {
    assertThat(AuthenticationResults.of("mx.desk.example; none"))
        .isEqualTo(new AuthenticationResults("mx.desk.example", true, List.of()));
    assertThat(AuthenticationResults.of("mx.desk.example"))
        .isEqualTo(new AuthenticationResults("mx.desk.example", true, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ";",
        "=",
        "(",
        ")",
        "\"",
        "a b c; x=y",
        "a; =pass",
        "a; x=y ==",
        "a; x=y \"z\"",
        "a; x=y (",
        "a; x=y \\(",
        "a; \u0000=y",
        "a; x=y z=\"\\"
      })
  void isUnreadable(String value) {
    AuthenticationResults read = AuthenticationResults.of(value);
    assertThat(read.isReadable() && !read.results().isEmpty()).isFalse();
  }

  @Test
  void neverThrowsWhateverIsChanged() {
    Random random = new Random(24);
    String pieces = " \t;=()\"\\.@/\u0000\u00e4\ud800a1-";
    for (int round = 0; round < 50_000; round++) {
      StringBuilder value = new StringBuilder(WHOLE);
      for (int i = random.nextInt(6); i >= 0; i--) {
        int at = random.nextInt(value.length());
        char piece = pieces.charAt(random.nextInt(pieces.length()));
        switch (random.nextInt(3)) {
          case 0 -> value.insert(at, piece);
          case 1 -> value.setCharAt(at, piece);
          default -> value.delete(at, Math.min(value.length() - 1, at + random.nextInt(20)));
        }
      }
      AuthenticationResults read = AuthenticationResults.of(value.toString());
      assertThat(read.results().size()).isLessThanOrEqualTo(100);
      assertThat(ReceivedField.host(value.toString())).doesNotContain(" ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(", "()", "((", "\"", "\\", ";", "x=y;", "x=y ", "a.", ". ", "=", "a b ", "by "})
  void takesTimeInProportion(String piece) {
    String junk = piece.repeat((1 << 20) / piece.length());
    assertTimeoutPreemptively(
        Duration.ofSeconds(2),
        () -> {
          AuthenticationResults.of("mx.desk.example; " + junk);
          AuthenticationResults.of(junk);
          AuthenticationResults.of("mx.desk.example; x=y " + junk);
          ReceivedField.host("from " + junk);
          TagList.of("v=1; " + junk);
        });
  }
}
