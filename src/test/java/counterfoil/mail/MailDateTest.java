package counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailDateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mon, 2 Mar 2026 09:15:00 +0100|2026-03-02T08:15:00Z",
        "2 Mar 2026 09:15 +0100|2026-03-02T08:15:00Z",
        "Mon, 2 Mar 2026 09:15:00 GMT|2026-03-02T09:15:00Z",
        "Mon, 2 Mar 2026 09:15:00 EST|2026-03-02T14:15:00Z",
        "Mon, 2 Mar 26 09:15:00 -0500 (EST)|2026-03-02T14:15:00Z",
        "Mon,  2 Mar 2026 09:15:00|2026-03-02T09:15:00Z",
        "Mon Mar  2 09:15:00 2026|2026-03-02T09:15:00Z",
        "Monday, March 2, 2026 09:15:00 +01:00|2026-03-02T08:15:00Z",
        "2-Mar-2026 09:15:00 +0000|2026-03-02T09:15:00Z",
        "Mon, 2 Mar 2026 09:15:60 +0000|2026-03-02T09:15:59Z",
        "1 Jan 99 00:00:00 +0000|1999-01-01T00:00:00Z"
      })
  void reads(String field, Instant instant) {
    assertThat(MailDate.of(field)).contains(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "Mon, 1 Jan 99999 00:00:00 +0000",
        "1 Jan 1900 00:00:00 +0000",
        "31 Feb 2026 00:00:00 +0000",
        "2 Mar 2026 25:00:00 +0000",
        "::::",
        "Mar Mar Mar 1:2",
        "- - -"
      })
  void saysNothingAboutWhatIsNoDate(String field) {
    assertThat(MailDate.of(field)).isEmpty();
  }
}
