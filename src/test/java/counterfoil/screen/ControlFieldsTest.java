package counterfoil.screen;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.mail.MailReader;
import counterfoil.mail.ParsedMail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Anyone can write a field with our name in it: it commands nothing. */
@Tag("rule-19")
@Tag("promise-9")
class ControlFieldsTest {

  private final Screener screener = new Screener(Set.of("servicedesk@counterfoil.example"));

  @ParameterizedTest
  @CsvSource({
    "X-Counterfoil-Loop,1",
    "X-Counterfoil-Ticket,CF-1042",
    "X-Counterfoil-Status,Resolved",
    "X-Counterfoil-Priority,P1",
    "X-Counterfoil-Command,/close",
    "X-Counterfoil-Trust,A",
    "X-Counterfoil-From,mei@counterfoil.example",
    "X-Counterfoil-Class,OWN_LOOP"
  })
  void changeNothing(String name, String value) {
    ParsedMail with = mail(name + ": " + value + "\r\n");
    ParsedMail without = mail("");
    assertThat(with.header(name)).containsExactly(value);
    assertThat(screener.screen(with)).isEqualTo(screener.screen(without));
    assertThat(with.author()).isEqualTo(without.author());
    assertThat(with.kind()).isEqualTo(without.kind());
    assertThat(with.text()).isEqualTo(without.text());
    assertThat(with.fingerprint()).isEqualTo(without.fingerprint());
  }

  private static ParsedMail mail(String fields) {
    return new MailReader()
        .read(
            (fields
                    + "From: Nadia Hart <nadia@harbour-hotels.example>\r\n"
                    + "To: servicedesk@counterfoil.example\r\n"
                    + "Subject: Nobody gets through\r\n\r\nNo call is answered.\r\n")
                .getBytes(StandardCharsets.UTF_8));
  }

  /** One class says the words, and one writes the field; nobody else knows such a name. */
  @Test
  void nobodyElseReadsThem() throws IOException {
    try (Stream<Path> classes = Files.walk(Path.of("target/classes/counterfoil"))) {
      Set<String> knowing =
          classes
              .filter(path -> path.toString().endsWith(".class"))
              .filter(ControlFieldsTest::namesSuchAField)
              .map(path -> path.getFileName().toString())
              .collect(Collectors.toSet());
      assertThat(knowing).containsExactlyInAnyOrder("OwnLoopSign.class", "Postman.class");
    }
  }

  private static boolean namesSuchAField(Path path) {
    try {
      return new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1)
          .toLowerCase()
          .contains("x-counterfoil-");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
