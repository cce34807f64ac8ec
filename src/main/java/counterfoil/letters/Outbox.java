package counterfoil.letters;

import java.util.List;

/**
 * The letters that wait to be sent. They get there in the transaction of the change they tell of.
 */
public interface Outbox {

  /**
   * Claims letters that are due, oldest first. The attempt is recorded and committed before this
   * returns, so that a death while sending leaves a trace.
   *
   * @param limit at most this many
   */
  List<Letter> claimDue(int limit);

  /** The server took it. */
  void markSent(Letter letter);

  /** Trouble that may pass: the letter is due again later, see rule 4xx of the ladder. */
  void tryLater(Letter letter, String failure);

  /** The server will never take it; the ticket shows its words. */
  void fail(Letter letter, String failure);
}
