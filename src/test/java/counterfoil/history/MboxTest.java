package counterfoil.history;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MboxTest {

  private static final String FROM = "From nadia@harbour-hotels.example Tue Oct  6 08:08:00 2026\n";
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  @TempDir private Path temp;

  @Test
  void givesEachMailWithoutItsFromLineAndTheEmptyLineBehindIt() throws IOException {
    assertThat(mails(FROM + "Subject: a\n\none\n\n" + FROM + "Subject: b\n\ntwo\n\n"))
        .containsExactly("Subject: a\n\none\n", "Subject: b\n\ntwo\n");
  }

  @Test
  void keepsLineEndsAsTheyAre() throws IOException {
    String from = FROM.replace("\n", "\r\n");
    assertThat(
            mails(
                from
                    + "Subject: a\r\n\r\n>From x\r\n\r\n"
                    + from
                    + "Subject: b\r\n\r\ntwo\r\n\r\n"))
        .containsExactly("Subject: a\r\n\r\nFrom x\r\n", "Subject: b\r\n\r\ntwo\r\n");
  }

  @Test
  void takesOneQuotationMarkFromQuotedFroms() throws IOException {
    assertThat(mails(FROM + "\n>From a\n>>From b\n>Fromage\n> From c\n x>From d\n\n"))
        .containsExactly("\nFrom a\n>From b\n>Fromage\n> From c\n x>From d\n");
  }

  @Test
  void splitsNoMailAtASentenceThatBeginsWithFrom() throws IOException {
    String mail =
        "Subject: a\n\nFrom nine this morning nobody gets through.\n\nFrom 6 Oct 2026 at 08:08"
            + " on it is dead.\n\nFrom Tue on\n";
    assertThat(mails(FROM + mail + "\n")).containsExactly(mail);
  }

  @Test
  void splitsNoMailAtAFromLineBehindAnotherLine() throws IOException {
    assertThat(mails(FROM + "Subject: a\n\none\n" + FROM + "two\n")).hasSize(1);
  }

  @Test
  void knowsTheFromLinesOfUsualPrograms() throws IOException {
    for (String line :
        List.of(
            "From - Tue Oct 06 08:08:00 2026",
            "From 1760@xxx Tue Oct 06 08:08:00 +0000 2026",
            "From MAILER-DAEMON Tue Oct  6 08:08:00 2026",
            "From ???@??? Tue Oct 06 08:08:00 2026",
            "From nadia@harbour-hotels.example  Tue Oct  6 08:08:00 UTC 2026",
            "From \"nadia hart\"@harbour-hotels.example Tue, 6 Oct 2026 08:08:00 +0000")) {
      List<Mbox.Mail> found = found(line + "\nSubject: a\n\none\n");
      assertThat(found).as(line).hasSize(1);
      assertThat(found.get(0).date()).as(line).isEqualTo("2026-10-06T08:08:00Z");
    }
  }

  @Test
  void takesTheDateFromTheServerThenTheAuthorThenTheFromLine() throws IOException {
    String received = "Received: from a by b (c; d);\n\tMon, 5 Oct 2026 10:00:00 +0200\n";
    String older = "Received: from x by a; Sun, 4 Oct 2026 10:00:00 +0200\n";
    String date = "Date: Sat, 3 Oct 2026 10:00:00 +0200\n";
    assertThat(
            found(
                    FROM
                        + received
                        + older
                        + date
                        + "\na\n\n"
                        + FROM
                        + date
                        + "\nb\n\n"
                        + FROM
                        + "Date: Sat, 3 Oct 2099 10:00:00 +0200\n\nc\n\n"
                        + FROM
                        + "Date: 1\n\n")
                .stream()
                .map(Mbox.Mail::date))
        .containsExactly(
            Instant.parse("2026-10-05T08:00:00Z"),
            Instant.parse("2026-10-03T08:00:00Z"),
            Instant.parse("2026-10-06T08:08:00Z"),
            Instant.parse("2026-10-06T08:08:00Z"));
  }

  @Test
  void tellsWhatWasDeletedOrNeverSent() throws IOException {
    assertThat(
            found(
                    FROM
                        + "Status: RO\nX-Status: A\nX-Mozilla-Status: 0001\n\na\n\n"
                        + FROM
                        + "Status: ROD\n\nb\n\n"
                        + FROM
                        + "X-Status: T\n\nc\n\n"
                        + FROM
                        + "X-Mozilla-Status: 0009\n\nd\n\n"
                        + FROM
                        + "Status: DONE\n\ne\n\n")
                .stream()
                .map(Mbox.Mail::isDiscarded))
        .containsExactly(false, true, true, true, false);
  }

  @Test
  void readsAFileThatEndsAnywhere() throws IOException {
    assertThat(mails("")).isEmpty();
    assertThat(mails("\n\n")).isEmpty();
    assertThat(mails(FROM)).containsExactly("");
    assertThat(mails(FROM.strip())).containsExactly("");
    assertThat(mails(FROM + "\n")).containsExactly("");
    assertThat(mails(FROM + "Subject: a")).containsExactly("Subject: a");
    assertThat(mails(FROM + "Subject: a\n\none")).containsExactly("Subject: a\n\none");
  }

  @Test
  void refusesAFileThatIsNoMbox() {
    assertThatThrownBy(() -> mails("Subject: a\n\n" + FROM + "Subject: b\n\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not begin with a From line");
    assertThatThrownBy(() -> mails("\u0089PNG")).isInstanceOf(IOException.class);
  }

  @Test
  void noticesThatTheFileWasChangedMeanwhile() throws IOException {
    Path file = temp.resolve("a.mbox");
    Files.writeString(file, FROM + "Subject: a\n\none\n\n" + FROM + "Subject: b\n\ntwo\n");
    try (Mbox mbox = Mbox.open(file, "a.mbox")) {
      List<Mbox.Mail> found = new ArrayList<>();
      mbox.find(new Arrival(NOW), found::add);
      Files.writeString(file, "x" + FROM + "Subject: a\n\none\n\n");

      assertThatThrownBy(found.get(0)::read).hasMessageContaining("changed meanwhile");
      assertThatThrownBy(found.get(1)::read).hasMessageContaining("cut meanwhile");
    }
  }

  /** Lines of all lengths, so that window, header and line ends meet in every way. */
  @Test
  void givesBackWhateverWasWritten() throws IOException {
    Random random = new Random(42);
    for (int round = 0; round < 20; round++) {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      List<String> written = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        String mail = anyMail(random);
        written.add(mail);
        file.writeBytes(FROM.getBytes(ISO_8859_1));
        for (String line : mail.split("(?<=\n)")) {
          file.writeBytes((line.matches("(?s)>*From .*") ? ">" + line : line).getBytes(ISO_8859_1));
        }
        file.write('\n');
      }
      assertThat(mails(file.toString(ISO_8859_1))).as("round %d", round).isEqualTo(written);
    }
  }

  private static String anyMail(Random random) {
    StringBuilder mail = new StringBuilder("Subject: any\n");
    for (int line = random.nextInt(20); line > 0; line--) {
      int length = random.nextInt(40) == 0 ? random.nextInt(300_000) : random.nextInt(80);
      if (random.nextInt(4) == 0) {
        mail.append(">".repeat(random.nextInt(3))).append(FROM.strip());
      }
      for (int i = 0; i < length; i++) {
        mail.append((char) (32 + random.nextInt(90)));
      }
      mail.append(random.nextBoolean() ? "\n" : random.nextBoolean() ? "\r\n" : "\n\n");
    }
    return mail.toString();
  }

  private List<String> mails(String file) throws IOException {
    Path path = temp.resolve("any.mbox");
    Files.writeString(path, file, ISO_8859_1);
    try (Mbox mbox = Mbox.open(path, "any.mbox")) {
      List<String> mails = new ArrayList<>();
      List<Mbox.Mail> found = new ArrayList<>();
      mbox.find(new Arrival(NOW), found::add);
      for (Mbox.Mail mail : found) {
        mails.add(new String(mail.read(), ISO_8859_1));
      }
      return mails;
    }
  }

  private List<Mbox.Mail> found(String file) throws IOException {
    Path path = temp.resolve("any.mbox");
    Files.writeString(path, file, ISO_8859_1);
    try (Mbox mbox = Mbox.open(path, "any.mbox")) {
      List<Mbox.Mail> found = new ArrayList<>();
      mbox.find(new Arrival(NOW), found::add);
      return found;
    }
  }
}
