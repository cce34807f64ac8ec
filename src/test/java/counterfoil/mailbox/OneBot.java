package counterfoil.mailbox;

import counterfoil.desk.Lease;
import counterfoil.desk.Leases;
import java.util.Optional;

/** Leases where there is one bot, until another is said to have taken over. */
final class OneBot implements Leases {

  volatile boolean otherFetches;
  private long epoch;

  @Override
  public synchronized Optional<Lease> take(String mailbox) {
    return otherFetches ? Optional.empty() : Optional.of(new Lease(mailbox, ++epoch));
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
