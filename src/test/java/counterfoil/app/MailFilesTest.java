package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.app.MailFiles.MailFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailFilesTest {

  @TempDir Path temp;

  @BeforeEach
  void aFolderOfMails() throws IOException {
    for (String name :
        new String[] {"b.eml", "a/2.eml", "a/10.eml", "a-b.eml", ".hidden.eml", ".git/x.eml"}) {
      Path file = temp.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
  }

  @Test
  void findsEveryFileBelowAFolderInTheOrderOfThePath() {
    assertThat(MailFiles.of(temp.toString()))
        .extracting(MailFile::name)
        .containsExactly(temp + "/a-b.eml", temp + "/a/10.eml", temp + "/a/2.eml", temp + "/b.eml");
  }

  @Test
  void keepsThePathAsGiven() {
    assertThat(MailFiles.of(temp + "/a/../a/"))
        .extracting(MailFile::name)
        .containsExactly(temp + "/a/../a/10.eml", temp + "/a/../a/2.eml");
    assertThat(MailFiles.of(temp + "/b.eml"))
        .extracting(MailFile::name)
        .containsExactly(temp + "/b.eml");
  }

  @Test
  void looksIntoAHiddenFolderThatIsGiven() throws IOException {
    MailFile only = MailFiles.of(temp + "/.git").get(0);

    assertThat(only.name()).isEqualTo(temp + "/.git/x.eml");
    try (var in = only.source().open()) {
      assertThat(in).hasContent(".git/x.eml");
    }
  }

  @Test
  void followsALinkThatIsGivenAndNoLoopsBelow() throws IOException {
    Path link = Files.createSymbolicLink(temp.resolve("z-link"), temp.resolve("a"));
    Files.createSymbolicLink(temp.resolve("a/up"), temp);

    assertThat(MailFiles.of(link.toString()))
        .extracting(MailFile::name)
        .containsExactly(link + "/10.eml", link + "/2.eml");
  }

  @Test
  void saysWhatIsNotThereOnlyWhenItIsOpened() {
    MailFile missing = MailFiles.of(temp + "/none.eml").get(0);

    assertThat(missing.name()).isEqualTo(temp + "/none.eml");
    assertThatThrownBy(() -> missing.source().open()).isInstanceOf(NoSuchFileException.class);
  }
}
