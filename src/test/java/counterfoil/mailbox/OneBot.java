package counterfoil.mailbox;

import counterfoil.desk.Lease;
import counterfoil.desk.Leases;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Leases where there is one bot, until another is said to have taken over. */
final class OneBot implements Leases {

  volatile boolean otherFetches;
  volatile boolean away;
  private final AtomicInteger refused = new AtomicInteger();
  private long epoch;

  @Override
  public synchronized Optional<Lease> take(String mailbox) {
    if (away) {
      refused.incrementAndGet();
      throw new IllegalStateException("connection refused");
    }
    return otherFetches ? Optional.empty() : Optional.of(new Lease(mailbox, ++epoch));
  }

  /** How often it was given. */
  synchronized long taken() {
    return epoch;
  }

  /** How often it was asked for while the database was away. */
  int refused() {
    return refused.get();
  }

  @Override
  public void renew() {
    // For ever.
  }

  @Override
  public void release(Lease lease) {
    // It is taken again by whoever asks.
  }
}
