package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

  @TempDir Path temp;

  @Test
  void isWhereTheVariableSays() throws IOException {
    Files.createDirectories(temp.resolve("desk"));
    Files.createDirectories(temp.resolve("x"));

    assertThat(home(Map.of("COUNTERFOIL_HOME", temp + "/x/../desk"), temp, temp).folder())
        .contains(temp.resolve("desk"));
  }

  @Test
  void refusesAVariableThatNamesNoFolder() {
    assertThatThrownBy(() -> home(Map.of("COUNTERFOIL_HOME", temp + "/none"), temp, temp))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("COUNTERFOIL_HOME is \"" + temp + "/none\"");
  }

  @Test
  void isTheWorkingFolderThatHasRoutes() throws IOException {
    Path desk = Files.createDirectories(temp.resolve("desk/routes")).getParent();
    Files.createDirectories(temp.resolve("app/routes"));

    assertThat(home(Map.of(), desk, temp.resolve("app/counterfoil.jar")).folder()).contains(desk);
  }

  @Test
  void isElseTheNearestFolderAboveTheJarThatHasRoutes() throws IOException {
    Files.createDirectories(temp.resolve("app/routes"));
    Path target = Files.createDirectories(temp.resolve("app/target"));

    assertThat(home(Map.of(), temp, target.resolve("counterfoil.jar")).folder())
        .contains(temp.resolve("app"));
  }

  @Test
  void isNowhereWhenNoFolderHasRoutes() {
    Home home = Home.find(Map.of("COUNTERFOIL_HOME", " "), temp, Optional.empty());

    assertThat(home.folder()).isEmpty();
    assertThat(home.path("config")).isEmpty();
  }

  @Test
  void opensItsOwnFileBeforeThePackedCopy() throws IOException {
    Path file =
        Files.createDirectories(temp.resolve("screen")).resolve("out-of-office-subjects.txt");
    Home home = Home.at(temp);

    try (var packed = home.open("screen/out-of-office-subjects.txt").orElseThrow()) {
      assertThat(packed.readAllBytes()).isNotEmpty();
    }
    Files.writeString(file, "Gone fishing\n");
    try (var own = home.open("screen/out-of-office-subjects.txt").orElseThrow()) {
      assertThat(own).hasContent("Gone fishing\n");
    }
    assertThat(home.open("screen/nothing.txt")).isEmpty();
  }

  private static Home home(Map<String, String> environment, Path workingFolder, Path jar) {
    return Home.find(environment, workingFolder, Optional.of(jar));
  }
}
