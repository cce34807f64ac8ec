package counterfoil.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A moment in the journey of a mail that can be seen on the wire. {@code BEFORE}: the bot has said
 * it, and the server has not heard it. {@code AFTER}: the server has done it, and the bot has not
 * heard of it.
 */
enum Point {
  BEFORE_FETCH,
  AMID_FETCH,
  BEFORE_KEEP,
  AFTER_KEEP,
  BEFORE_MOVE,
  AFTER_MOVE,
  BEFORE_COPY,
  AFTER_COPY,
  BEFORE_STORE,
  AFTER_STORE,
  BEFORE_EXPUNGE,
  AFTER_EXPUNGE,
  BEFORE_CLAIM,
  AFTER_CLAIM,
  BEFORE_APPLY,
  AFTER_APPLY,
  BEFORE_LETTER_CLAIM,
  AFTER_LETTER_CLAIM,
  BEFORE_SEND,
  AFTER_SEND,
  BEFORE_SENT,
  AFTER_SENT,

  /** While the bot starts. */
  STARTING,

  /** At any moment after it has started. */
  ANY;

  /** All that are named moments. */
  static List<Point> onTheWire() {
    return Arrays.stream(values()).filter(point -> point != STARTING && point != ANY).toList();
  }

  /** Whether it is reached only with a server that cannot MOVE. */
  boolean needsNoMove() {
    return compareTo(BEFORE_COPY) >= 0 && compareTo(AFTER_EXPUNGE) <= 0;
  }

  /** For tables. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
