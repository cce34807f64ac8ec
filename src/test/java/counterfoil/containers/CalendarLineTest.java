package counterfoil.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarLineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "REQUEST|DTSTART:20261007T140000Z/SUMMARY:Review"
            + "|Invitation: Review, 2026-10-07 14:00 (UTC)",
        "REQUEST|DTSTART:20261007T140000/DTEND:20261008T020000|Invitation, 2026-10-07 14:00 to"
            + " 2026-10-08 02:00",
        "COUNTER|DTSTART;TZID=Europe/Paris:20261007T140000|Other time proposed, 2026-10-07 14:00"
            + " (Europe/Paris)",
        "REPLY|ATTENDEE;PARTSTAT=DECLINED:mailto:a@b.example/SUMMARY:Review|Declined: Review",
        "REPLY|SUMMARY:Review|Answer: Review",
        "CANCEL|DTSTART;VALUE=DATE:20261020/DTEND;VALUE=DATE:20261023"
            + "|Cancelled, 2026-10-20 to 2026-10-22",
        "PUBLISH|LOCATION:Hall 5\\, left/SUMMARY:A\\nB|Event: A B, Hall 5, left",
        "REQUEST|DTSTART:99999999T999999Z|Invitation, 9999-99-99 99:99 (UTC)",
        "REQUEST|DTSTART:tomorrow|Invitation, tomorrow"
      })
  void tellsWhatWhenAndWhere(String method, String properties, String line) throws IOException {
    assertThat(read("METHOD:" + method + "/BEGIN:VEVENT/" + properties + "/END:VEVENT"))
        .isEqualTo(line);
  }

  @Test
  void tellsFirstOfManyAndNothingOfAlarms() throws IOException {
    assertThat(
            read(
                "BEGIN:VEVENT/SUMMARY:One/BEGIN:VALARM/SUMMARY:Ring/END:VALARM/END:VEVENT/"
                    + "BEGIN:VEVENT/SUMMARY:Two/LOCATION:x/END:VEVENT"))
        .isEqualTo("Event: One");
  }

  @Test
  void readsWhatWasCutShort() throws IOException {
    assertThat(read("METHOD:REQUEST/BEGIN:VEVENT/SUMMARY:Review")).startsWith("Invitation: Review");
  }

  @Test
  void saysWhenThereIsNoEvent() {
    assertThatThrownBy(() -> read("METHOD:REQUEST")).isInstanceOf(IOException.class);
  }

  private static String read(String lines) throws IOException {
    // A slash in the name of a zone is none between lines.
    String text =
        ("BEGIN:VCALENDAR/" + lines + "/END:VCALENDAR")
            .replace("Europe/", "Europe\u0000")
            .replace("/", "\r\n")
            .replace('\u0000', '/');
    return CalendarLine.of(text.getBytes(StandardCharsets.UTF_8), "", 10_000);
  }
}
