package counterfoil.web;

import counterfoil.desk.HeldMails;
import freemarker.template.TemplateNumberModel;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** How many mails wait for a person, beside the link to them on every page. */
final class HeldCount implements TemplateNumberModel {

  private final HeldMails held;

  HeldCount(HeldMails held) {
    this.held = held;
  }

  /** Nothing while the database is away: that is said elsewhere. */
  @Override
  public Number getAsNumber() {
    try {
      return held.counts().mails();
    } catch (DataAccessException | TransactionException e) {
      return 0;
    }
  }
}
