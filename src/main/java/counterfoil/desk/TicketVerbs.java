package counterfoil.desk;

import counterfoil.ticket.Status;
import java.util.List;
import java.util.Optional;

/**
 * What an engineer does to a ticket outside of mail: on its page or by the API. Each verb is one
 * transaction with its line in the history, and answers with a sentence; the answer is empty when
 * there is no such ticket.
 */
public interface TicketVerbs {

  /**
   * Moves a ticket to a status. Who takes up a ticket of nobody owns it.
   *
   * @param number such as {@code CF-1042}
   * @param who the engineer, for the ticket's history
   */
  Optional<Answer> setStatus(String number, Status to, String who);

  /**
   * Gives a ticket to an engineer; who has one is at work on it.
   *
   * @param owner empty to give it back
   */
  Optional<Answer> assign(String number, String owner, String who);

  /**
   * Says how urgent it is.
   *
   * @param level P1 to P4
   */
  Optional<Answer> setPriority(String number, String level, String who);

  /** Answers the customer, who gets these words by mail; the ticket waits for them. */
  Optional<Answer> answer(String number, String words, String who);

  /** Writes something down for engineers. */
  Optional<Answer> note(String number, String words, String who);

  /** Adds somebody who sees what comes after, not the history. */
  Optional<Answer> addParticipant(String number, String address, String who);

  /** Takes somebody off the ticket; their reply address counts no more. */
  Optional<Answer> removeParticipant(String number, String address, String who);

  /**
   * Makes one ticket out of two; later mail to this one lands on the other.
   *
   * @param into the number of the one that stays
   */
  Optional<Answer> merge(String number, String into, String who);

  /**
   * Moves entries to a ticket of their own.
   *
   * @param entries their ids, at least one and not all messages of the customer
   */
  Optional<Answer> split(String number, List<Long> entries, String who);

  /** What was taken for thanks was more than that. */
  Optional<Answer> undoThanks(String number, String who);

  /**
   * Whether it was done, and a sentence for the one who asked.
   *
   * @param done false when the move was refused; the ticket is untouched then
   */
  record Answer(boolean done, String sentence) {}
}
