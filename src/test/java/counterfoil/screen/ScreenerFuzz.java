package counterfoil.screen;

import counterfoil.fuzz.Holds;
import counterfoil.mail.MailReader;
import counterfoil.mail.ParsedMail;
import java.util.Set;

/** The screener: one class and one reason for every mail, the same each time. */
public final class ScreenerFuzz {

  private static final MailReader READER = new MailReader();
  private static final Screener SCREENER = new Screener(Set.of("servicedesk@counterfoil.example"));

  private ScreenerFuzz() {}

  /** Called for each input: a mail. */
  public static void fuzzerTestOneInput(byte[] data) {
    ParsedMail mail = READER.read(data);
    Screening screening = SCREENER.screen(mail);
    Holds.that(screening.mailClass() != null, "no class");
    Holds.that(!screening.reason().isBlank(), "no reason");
    Holds.oneLine(screening.reason(), "the reason");
    Holds.that(screening.equals(SCREENER.screen(mail)), "the same mail is of two classes");
  }
}
