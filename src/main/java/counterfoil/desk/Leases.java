package counterfoil.desk;

import java.util.Optional;

/**
 * Who fetches from which mailbox: one bot at a time, so that no mail is fetched twice for nothing
 * (rule 8). What is true does not hang on it: {@link Journal#keep} keeps a mail once, whoever
 * fetches.
 */
public interface Leases {

  /**
   * Takes the lease of a mailbox when nobody holds it, its holder was silent for too long, or this
   * bot holds it already; any lease taken before is lost by that.
   *
   * @return empty while another bot holds it
   */
  Optional<Lease> take(String mailbox);

  /** Holds on to what this bot has; to be called every few seconds. */
  void renew();

  /** Gives a lease back, so that another bot need not wait; nothing happens when it is lost. */
  void release(Lease lease);
}
