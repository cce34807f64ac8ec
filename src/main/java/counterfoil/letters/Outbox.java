package counterfoil.letters;

import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /**
   * The server took it. Under load the mark may wait a moment for those of other letters, and is
   * written at the latest by {@link #writeSent}.
   */
  void markSent(Letter letter);

  /** Writes the marks that wait, those of a write that failed as well. */
  void writeSent();

  /**
   * Trouble that may pass (RFC 5321, 4xx, or no connection): the letter is due again later.
   *
   * @param failure why; an exception has not always words
   */
  void tryLater(Letter letter, @Nullable String failure);

  /** The server will never take it; the ticket shows its words. */
  void fail(Letter letter, @Nullable String failure);
}
