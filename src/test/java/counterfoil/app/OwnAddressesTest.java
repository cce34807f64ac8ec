package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnAddressesTest {

  @TempDir Path temp;

  @Test
  void areThoseOfTheSettingsAndTheEnvironment() throws IOException {
    settings(
        """
        counterfoil:
          mailboxes:
            desk:
              address: Desk@harbour-hotels.example
            night:
              address: ${NIGHT_ADDRESS}
        ---
        counterfoil:
          mailboxes:
            sales: { address: sales@harbour-hotels.example }
        """);

    assertThat(
            OwnAddresses.of(
                Home.at(temp),
                Map.of(
                    "COUNTERFOIL_MAILBOXES_BAR_ADDRESS", "bar@harbour-hotels.example",
                    "COUNTERFOIL_MAILBOXES_BAR_IMAP_HOST", "imap@harbour-hotels.example")))
        .containsExactlyInAnyOrder(
            "desk@harbour-hotels.example",
            "sales@harbour-hotels.example",
            "bar@harbour-hotels.example");
  }

  @Test
  void areTheTryoutsWhenNoneAreSet() throws IOException {
    settings("server:\n  port: 8080\n");

    assertThat(OwnAddresses.of(Home.at(temp), Map.of()))
        .containsExactly("servicedesk@counterfoil.example");
  }

  @Test
  void nameTheFileThatIsNoYaml() throws IOException {
    settings("counterfoil: [");

    assertThatThrownBy(() -> OwnAddresses.of(Home.at(temp), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("config/application.yaml");
  }

  private void settings(String yaml) throws IOException {
    Files.writeString(
        Files.createDirectories(temp.resolve("config")).resolve("application.yaml"), yaml);
  }
}
