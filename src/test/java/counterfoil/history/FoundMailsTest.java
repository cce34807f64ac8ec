package counterfoil.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoundMailsTest {

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  @TempDir private Path temp;

  @Test
  void findsTheMailsOfAMaildirAndItsFoldersOldestFirst() throws IOException {
    Path inbox = maildir("Maildir");
    Path sub = maildir("Maildir/.Support.2026");
    mail(inbox.resolve("cur/1790000003.a.host:2,S"), 5);
    mail(inbox.resolve("new/1790000001.b.host"), 9);
    mail(sub.resolve("cur/1790000002.c.host:2,RS"), 7);
    mail(sub.resolve("tmp/1790000004.d.host"), 8);
    Files.writeString(inbox.resolve("dovecot-uidlist"), "3 V1");

    FoundMails found = find(Optional.empty(), "Maildir");

    assertThat(names(found))
        .containsExactly(
            "Maildir/cur/1790000003.a.host:2,S",
            "Maildir/.Support.2026/cur/1790000002.c.host:2,RS",
            "Maildir/new/1790000001.b.host");
    assertThat(found.troubles()).isEmpty();
  }

  @Test
  void passesOverTrashedMailsAndDraftsOfAMaildir() throws IOException {
    Path inbox = maildir("Maildir");
    mail(inbox.resolve("cur/1.a.host:2,ST"), 5);
    mail(inbox.resolve("cur/2.b.host:2,D"), 5);
    mail(inbox.resolve("cur/3.DT.host:2,FS"), 5);

    FoundMails found = find(Optional.empty(), "Maildir");

    assertThat(names(found)).containsExactly("Maildir/cur/3.DT.host:2,FS");
    assertThat(found.discarded()).isEqualTo(2);
  }

  @Test
  void takesTheTimeInTheNameOfAFileOfAMaildirThenTheTimeOfTheFile() throws IOException {
    Path inbox = maildir("Maildir");
    Files.writeString(inbox.resolve("cur/1790000001.a.host:2,S"), "Subject: a\n\n");
    Path copied = Files.writeString(inbox.resolve("cur/copied"), "Subject: b\n\n");
    Files.setLastModifiedTime(copied, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));

    assertThat(find(Optional.empty(), "Maildir").mails().stream().map(FoundMail::date))
        .containsExactly(
            Instant.parse("2026-01-02T03:04:05Z"), Instant.ofEpochSecond(1_790_000_001));
  }

  @Test
  void findsFilesThatEndLikeMailsBelowAFolder() throws IOException {
    mail(temp.resolve("export/a/1.eml"), 2);
    mail(temp.resolve("export/b/2.EML"), 1);
    mail(temp.resolve("export/.hidden/3.eml"), 3);
    mail(temp.resolve("export/notes.txt"), 4);
    Files.writeString(
        temp.resolve("export/b/old.mbox"),
        "From - Tue Oct 06 08:08:00 2026\nDate: Thu, 8 Oct 2026 08:00:00 +0000\n\nx\n");

    FoundMails found = find(Optional.empty(), "export");

    assertThat(names(found))
        .containsExactly("export/b/2.EML", "export/a/1.eml", "export/b/old.mbox, mail 1");
    assertThat(found.otherFiles()).isEqualTo(1);
    assertThat(names(find(Optional.of(Kind.EML), "export")))
        .containsExactly(
            "export/b/2.EML", "export/a/1.eml", "export/notes.txt", "export/b/old.mbox");
  }

  @Test
  void knowsASingleFileByItsBeginning() throws IOException {
    mail(temp.resolve("without-ending"), 3);
    Files.writeString(temp.resolve("Inbox"), "From - Tue Oct 06 08:08:00 2026\n\nx\n");
    Files.write(temp.resolve("picture.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0});

    FoundMails found = find(Optional.empty(), "without-ending", "Inbox", "picture.png", "nothing");

    assertThat(names(found)).containsExactly("without-ending", "Inbox, mail 1");
    assertThat(found.troubles().stream().map(Trouble::name))
        .extracting(name -> name.substring(name.lastIndexOf('/') + 1))
        .containsExactly("picture.png", "nothing");
    assertThat(found.troubles().get(0).reason()).contains("neither an mbox");
    assertThat(found.troubles().get(1).reason()).isEqualTo("is not there");
  }

  @Test
  void saysThatAFolderIsNoMaildirOrAFileNoMbox() throws IOException {
    mail(temp.resolve("export/1.eml"), 2);
    Files.createDirectories(temp.resolve("empty"));

    assertThat(find(Optional.of(Kind.MAILDIR), "empty").troubles().get(0).reason())
        .contains("no folders cur and new");
    assertThat(find(Optional.of(Kind.MAILDIR), "export").troubles().get(0).reason())
        .contains("no folders cur and new");
    assertThat(find(Optional.of(Kind.MBOX), "export/1.eml").troubles().get(0).reason())
        .contains("does not begin with a From line");
  }

  @Test
  void keepsTheOrderOfTheFileWhereDatesAreEqual() throws IOException {
    String mail = "From - Tue Oct 06 08:08:00 2026\nSubject: %d\n\nx\n\n";
    Files.writeString(
        temp.resolve("a.mbox"), mail.formatted(1) + mail.formatted(2) + mail.formatted(3));

    assertThat(names(find(Optional.empty(), "a.mbox")))
        .containsExactly("a.mbox, mail 1", "a.mbox, mail 2", "a.mbox, mail 3");
  }

  private Path maildir(String name) throws IOException {
    Path folder = temp.resolve(name);
    for (String part : List.of("cur", "new", "tmp")) {
      Files.createDirectories(folder.resolve(part));
    }
    return folder;
  }

  private static void mail(Path file, int day) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, "Subject: x\nDate: %d Oct 2026 08:00:00 +0000\n\ntext\n".formatted(day));
  }

  private FoundMails find(Optional<Kind> kind, String... names) {
    return FoundMails.in(
        Arrays.stream(names).map(name -> temp.resolve(name).toString()).toList(),
        kind,
        NOW,
        (mails, bytes) -> {});
  }

  private List<String> names(FoundMails found) {
    return found.mails().stream()
        .map(mail -> mail.name().substring(temp.toString().length() + 1))
        .toList();
  }
}
