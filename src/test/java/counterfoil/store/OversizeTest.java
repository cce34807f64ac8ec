package counterfoil.store;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.desk.Page;
import counterfoil.desk.RawMail;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of a mail of which only the beginning was fetched. */
@Tag("rule-6")
class OversizeTest {

  private static final String NADIA = "Nadia Hart <nadia@harbour-hotels.example>";

  private DeskOnDatabase bot;

  @BeforeEach
  void open() {
    bot = new DeskOnDatabase(TestDatabase.empty());
  }

  @Test
  @Tag("rule-32")
  void opensATicketThatSaysSoAndTellsTheSenderOnce() {
    keepBeginning(1, 62L << 20, "b@x.example", "All our recordings");
    bot.processAll();
    keepBeginning(2, (50L << 20) + 1, "c@x.example", "[CF-" + ticketId() + "] And more of them");
    bot.processAll();

    assertThat(bot.count("ticket")).isEqualTo(1);
    assertThat(bot.column("select body from entry where kind = 'SYSTEM_NOTE' order by id"))
        .containsExactly(
            "This mail was too large to be taken in whole: 62 MB, and up to 50 MB are. Only its beginning was read; the whole mail is in folder Oversize of the mailbox.",
            "This mail was too large to be taken in whole: 51 MB, and up to 50 MB are. Only its beginning was read; the whole mail is in folder Oversize of the mailbox.");
    assertThat(bot.column("select body_text from letter"))
        .singleElement()
        .asString()
        .contains("too large to be taken in whole: it has 62 MB, and up to 50 MB are");
    assertThat(bot.column("select defects::text from mail order by id"))
        .allMatch(defects -> defects.contains("too large: only the first"));
  }

  private String ticketId() {
    return bot.column("select id::text from ticket").get(0);
  }

  private void keepBeginning(long uid, long size, String messageId, String subject) {
    byte[] beginning =
        DeskOnDatabase.mail(NADIA, messageId, subject, "", "Please listen to them.")
            .getBytes(StandardCharsets.UTF_8);
    bot.journal.keep(
        new Page(
            DeskOnDatabase.INBOX, List.of(new RawMail(uid, bot.clock.instant(), beginning, size))));
  }
}
