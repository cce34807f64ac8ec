package counterfoil.desk;

import java.util.Optional;

/** What an engineer does to a mail of the journal: on its page or by the API. */
public interface MailVerbs {

  /**
   * Has a parked mail processed again.
   *
   * @param mailId the key of the journal
   * @param who the engineer, for the history of the ticket that it holds
   * @return empty when there is no such mail
   */
  Optional<TicketVerbs.Answer> replay(long mailId, String who);

  /**
   * Decides what becomes of a mail that is held; it is processed again, as decided. What {@link
   * Foresight} says is not possible is refused.
   *
   * @param mailId the key of the journal
   * @return empty when there is no such mail
   */
  Optional<TicketVerbs.Answer> release(long mailId, Release release);
}
