package counterfoil.containers;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.text.Defects;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rule-16")
class UuencodeTest {

  private final Defects defects = new Defects();

  @Test
  void takesFileOutOfTheText() {
    Uuencode read = Uuencode.in("See:\nbegin 644 cat.txt\n#0V%T\n`\nend\nRegards\n", defects);

    assertThat(read.text()).isEqualTo("See:\nRegards\n");
    assertThat(read.files())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.name()).isEqualTo("cat.txt");
              assertThat(new String(file.content(), StandardCharsets.US_ASCII)).isEqualTo("Cat");
            });
    assertThat(defects.list()).isEmpty();
  }

  @Test
  void takesAllFiles() {
    String file = "begin 600 a\n#0V%T\n`\nend\n";

    assertThat(Uuencode.in(file + "\n" + file, defects).files()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "begin 644 the meeting at nine\nand bring the log\nend\n",
        "begin again\n#0V%T\nend\n",
        "begin 644\n#0V%T\nend\n",
        "we begin 644 a\n#0V%T\nend\n",
        "begin 644 a\n\n\n\nHello\n"
      })
  void leavesProseAlone(String prose) {
    Uuencode read = Uuencode.in(prose, defects);

    assertThat(read.text()).isEqualTo(prose);
    assertThat(read.files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"begin 644 a\n#0V%T\n", "begin 644 a\n#0V%T\nRegards, Nadia\nend\n"})
  void readsTornFileAsFarAsItGoes(String torn) {
    assertThat(Uuencode.in(torn, defects).files()).hasSize(1);
    assertThat(defects.list()).containsExactly("broken uuencode: read as far as it goes");
  }

  @Test
  void bearsBlanksThatWereLostAtTheEndOfALine() {
    byte[] content = Uuencode.in("begin 644 a\n&````\n`\nend\n", defects).files().get(0).content();

    assertThat(content).hasSize(6).containsOnly(0);
  }
}
