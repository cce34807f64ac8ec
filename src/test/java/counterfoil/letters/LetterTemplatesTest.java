package counterfoil.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LetterTemplatesTest {

  private final LetterTemplates shipped = new LetterTemplates(Path.of("config", "letters"));

  @Test
  @Tag("rule-32")
  void saysNumberPriorityWhatWasUnderstoodAndWhatIsMissing() {
    LetterTemplates.Written letter = shipped.write(letter("en"));

    assertThat(letter.subject()).isEqualTo("[CF-1042] We have received your request");
    for (String text : List.of(letter.text(), letter.html())) {
      assertThat(text)
          .contains("CF-1042")
          .contains("P1")
          .contains("Immediate")
          .contains("4 hours")
          .contains("Live")
          .contains("Call ID:")
          .contains("from the Conversations page")
          .contains("Waiting for Customer");
    }
  }

  @Test
  void writesGermanToGermans() {
    LetterTemplates.Written letter = shipped.write(letter("de"));

    assertThat(letter.subject()).isEqualTo("[CF-1042] Wir haben Ihre Anfrage erhalten");
    assertThat(letter.text()).contains("sofort", "4 Stunden").doesNotContain("Immediate");
  }

  @Test
  @Tag("rule-6")
  void saysThatAMailWasTooLarge() {
    Acknowledgement.Size size = new Acknowledgement.Size(1_062, 50);
    LetterTemplates.Written english = shipped.write(letter("en", size));
    LetterTemplates.Written german = shipped.write(letter("de", size));

    for (String text : List.of(english.text(), english.html())) {
      assertThat(text).contains("too large to be taken in whole: it has 1062 MB, and up to 50 MB");
    }
    for (String text : List.of(german.text(), german.html())) {
      assertThat(text).contains("Sie hat 1062 MB", "bis zu 50 MB", "als Link");
    }
    assertThat(shipped.write(letter("en")).text()).doesNotContain("too large");
  }

  @Test
  @Tag("rule-32")
  @Tag("rule-40")
  void namesThePhoneLineWhereThereIsOne() {
    for (String language : List.of("en", "de")) {
      Acknowledgement plain = letter(language);
      Acknowledgement night =
          new Acknowledgement(
              plain.number(),
              language,
              plain.understood(),
              plain.missing(),
              plain.priority(),
              plain.size(),
              "+44 20 7946 0000",
              plain.mark());
      assertThat(shipped.write(night).text()).contains("+44 20 7946 0000");
      assertThat(shipped.write(night).html()).contains("+44 20 7946 0000");
      assertThat(shipped.write(plain).text()).doesNotContain("7946");
    }
  }

  @Test
  void fallsBackToEnglish() {
    assertThat(shipped.write(letter("ja"))).isEqualTo(shipped.write(letter("en")));
  }

  @Test
  @Tag("threat-T16")
  void escapesInHtml() {
    assertThat(shipped.write(letter("en")).html()).contains("R&amp;D").doesNotContain("R&D");
  }

  @Test
  void namesFileAndLineOfAWrongPlaceholder(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("acknowledgement.fr.txt.ftl"),
        "[${letter.number}] Bonjour\n\n${letter.nom}\n");

    assertThatThrownBy(() -> new LetterTemplates(folder))
        .hasMessageContaining("acknowledgement.fr.txt.ftl")
        .hasMessageContaining("line 3")
        .hasMessageContaining("letter.nom");
  }

  private static Acknowledgement letter(String language) {
    return letter(language, Acknowledgement.Size.FINE);
  }

  private static Acknowledgement letter(String language, Acknowledgement.Size size) {
    return new Acknowledgement(
        "CF-1042",
        language,
        List.of(
            new Acknowledgement.Line("Environment", "Live"),
            new Acknowledgement.Line("Team", "R&D")),
        List.of(new Acknowledgement.Missing("Call ID", "from the Conversations page")),
        new Acknowledgement.Priority("P1", "Urgent", false, "Immediate", "4 hours"),
        size,
        "",
        "[CF-1042:abcdefghijklmnop]");
  }
}
