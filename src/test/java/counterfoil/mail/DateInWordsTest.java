package counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rule-28")
class DateInWordsTest {

  private static final ZoneOffset BERLIN = ZoneOffset.ofHours(1);

  /** As programs write the same minute, in the languages that the splitter knows. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tuesday, March 24, 2026 3:05 PM",
        "Tue, Mar 24, 2026 at 3:05 PM",
        "March 24, 2026 at 3:05:00 PM GMT+1",
        "24 March 2026 15:05",
        "Tue, 24 Mar 2026 15:05:00 +0100",
        "Tue, 24 Mar 2026 14:05:00 GMT",
        "2026-03-24 15:05",
        "2026-03-24T14:05:00Z",
        "3/24/2026 3:05 p.m.",
        "24/03/2026 15:05",
        "24-03-2026 15:05 (GMT+01:00)",
        "Dienstag, 24. März 2026 15:05",
        "24.03.2026 15:05",
        "24.03.26 15:05",
        "Di., 24. März 2026 um 15:05 Uhr",
        "24. März 2026 um 15:05:00 MEZ",
        "mardi 24 mars 2026 15:05",
        "mar. 24 mars 2026 à 15:05",
        "24 mars 2026 à 15h05",
        "martes, 24 de marzo de 2026 15:05",
        "martes, 24 de marzo de 2026, 3:05 p. m.",
        "El mar, 24 mar 2026 a las 15:05",
        "terça-feira, 24 de março de 2026 15:05",
        "martedì 24 marzo 2026 15:05",
        "mar 24 mar 2026 alle ore 15:05",
        "dinsdag 24 maart 2026 15:05",
        "wtorek, 24 marca 2026 15:05",
        "úterý 24. března 2026 15:05",
        "24. 3. 2026 15:05",
        "den 24 mars 2026 15:05",
        "24. marts 2026 kl. 15.05",
        "tirsdag 24. mars 2026 15:05",
        "tiistai 24. maaliskuuta 2026 15.05",
        "24.3.2026 klo 15.05.00",
        "вторник, 24 марта 2026 г. 15:05",
        "вівторок, 24 березня 2026 р. 15:05",
        "24 Mart 2026 Salı 15:05",
        "2026年3月24日 15:05",
        "2026年3月24日(火) 午後3:05",
        "2026年3月24日星期二 下午3:05",
        "2026/03/24 15:05",
        "2026년 3월 24일 화요일 오후 3:05",
        "2026. 3. 24. 오후 3:05",
        "2026. március 24., kedd 15:05",
        "2026. március 24. du. 3:05",
        "marți, 24 martie 2026 15:05",
        "utorok 24. marca 2026 15:05",
        "Τρίτη, 24 Μαρτίου 2026 3:05 μ.μ.",
        "dimarts, 24 de març de 2026 15:05",
        "יום שלישי 24 מרץ 2026 15:05",
        "יום ג׳, 24 במרץ 2026 ב-15:05",
        "الثلاثاء، ٢٤ مارس ٢٠٢٦ ٣:٠٥ م",
        "Selasa, 24 Maret 2026 15.05",
        "Thứ Ba, 24 tháng 3, 2026 15:05",
        "вторник, 24 март 2026 г. 15:05",
        "teisipäev, 24. märts 2026 15:05",
        "2026 m. kovo 24 d., antradienis 15:05",
        "utorak, 24. ožujka 2026. 15:05",
        "torek, 24. marec 2026 15:05",
        "วันอังคารที่ 24 มีนาคม 2026 15:05"
      })
  void readsDatesOfAllLanguages(String words) {
    assertThat(DateInWords.readings(words, BERLIN))
        .containsExactly(Instant.parse("2026-03-24T14:05:00Z"));
  }

  @Test
  void takesTheMonthAndNotTheTuesday() {
    assertThat(DateInWords.readings("mar. 3 févr. 2026 à 09:00", BERLIN))
        .containsExactly(Instant.parse("2026-02-03T08:00:00Z"));
  }

  @Test
  void takesTheZoneThatIsNamed() {
    assertThat(DateInWords.readings("24 Mar 2026 15:05 EST", BERLIN))
        .containsExactly(Instant.parse("2026-03-24T20:05:00Z"));
    assertThat(DateInWords.readings("24 March 2026 at 15:05 UTC+05:30", BERLIN))
        .containsExactly(Instant.parse("2026-03-24T09:35:00Z"));
    assertThat(DateInWords.readings("24 March 2026 at 15:05 -0500", BERLIN))
        .containsExactly(Instant.parse("2026-03-24T20:05:00Z"));
  }

  @Test
  void knowsMidnightAndNoon() {
    assertThat(DateInWords.readings("March 24, 2026 12:05 AM", BERLIN))
        .containsExactly(Instant.parse("2026-03-23T23:05:00Z"));
    assertThat(DateInWords.readings("March 24, 2026 12:05 PM", BERLIN))
        .containsExactly(Instant.parse("2026-03-24T11:05:00Z"));
  }

  @Test
  void givesBothReadingsWhereDayAndMonthCannotBeTold() {
    assertThat(DateInWords.readings("03/04/2026 09:00", ZoneOffset.UTC))
        .containsExactlyInAnyOrder(
            Instant.parse("2026-04-03T09:00:00Z"), Instant.parse("2026-03-04T09:00:00Z"));
    assertThat(DateInWords.readings("4. listopada 2026 09:00", ZoneOffset.UTC))
        .containsExactlyInAnyOrder(
            Instant.parse("2026-10-04T09:00:00Z"), Instant.parse("2026-11-04T09:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "24 March 2026",
        "24 March 15:05",
        "15:05",
        "31.02.2026 10:00",
        "24.03.1026 10:00",
        "24.03.2026 25:61",
        "999999999999999999999.1.1 10:00",
        "::::----....////",
        "T"
      })
  void readsNothingIntoWhatIsNoDate(String words) {
    assertThat(DateInWords.readings(words, BERLIN)).isEmpty();
  }
}
