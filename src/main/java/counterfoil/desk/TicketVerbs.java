package counterfoil.desk;

import counterfoil.ticket.Status;
import java.util.Optional;

/** What an engineer does to a ticket outside of mail: on its page or by the API. */
public interface TicketVerbs {

  /**
   * Moves a ticket to a status.
   *
   * @param number such as {@code CF-1042}
   * @param who the engineer, for the ticket's history
   * @return empty when there is no such ticket
   */
  Optional<Answer> setStatus(String number, Status to, String who);

  /**
   * Whether it was done, and a sentence for the one who asked.
   *
   * @param done false when the move was refused; the ticket is untouched then
   */
  record Answer(boolean done, String sentence) {}
}
