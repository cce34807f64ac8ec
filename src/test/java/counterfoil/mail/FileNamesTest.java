package counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("threat-T19")
class FileNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "screenshot.png|screenshot.png",
        "../../etc/passwd|passwd",
        "C:\\temp\\log.txt|log.txt",
        "a\u0000b.txt|ab.txt",
        "in\u202egpj.exe|ingpj.exe",
        "zero\u200bwidth.txt|zerowidth.txt",
        "con.txt|_con.txt",
        "..|attachment-2.png",
        "''|attachment-2.png",
        ".htaccess|htaccess",
        "a<b>:c?.txt|a_b__c_.txt",
        "Bücher 日本.pdf|Bücher 日本.pdf"
      })
  void makesSafe(String given, String safe) {
    assertThat(FileNames.safe(given, "image/png", 2)).isEqualTo(safe);
  }

  @Test
  void shortensBeforeEnding() {
    assertThat(FileNames.safe("x".repeat(300) + ".pdf", "application/pdf", 1))
        .hasSize(200)
        .endsWith("x.pdf");
  }

  @Test
  void leavesNoDotWhereItCuts() {
    assertThat(FileNames.safe("x".repeat(199) + "." + "y".repeat(60), "image/png", 1))
        .isEqualTo("x".repeat(199));
  }
}
