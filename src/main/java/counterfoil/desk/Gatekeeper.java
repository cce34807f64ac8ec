package counterfoil.desk;

import counterfoil.mail.Address;
import counterfoil.screen.MailClass;
import counterfoil.ticket.Organisation;
import counterfoil.trust.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Who may not open a ticket just so (rules 18 and 20). What a person has released passes, and so
 * does a history.
 */
final class Gatekeeper {

  private final People people;
  private final Entitlement entitlement;
  private final FloodLimits limits;

  Gatekeeper(People people, Entitlement entitlement, FloodLimits limits) {
    this.people = people;
    this.entitlement = entitlement;
    this.limits = limits;
  }

  private static boolean passes(Case of) {
    return of.claimed().release().isPresent() || of.claimed().origin().isHistory();
  }

  /** Why this is not believed to be from its author, whatever it wants; empty when it may be. */
  Optional<String> spoof(Case of) {
    return passes(of) || of.trust().level() != Trust.Level.C
        ? Optional.empty()
        : Optional.of(of.trust().reason());
  }

  /** Which limit its author has reached, in words; empty when another ticket may be opened. */
  Optional<String> flood(Case of, Known known) {
    Optional<Address> author = of.mail().author();
    if (passes(of) || author.isEmpty() || people.engineer(author.get()).isPresent()) {
      return Optional.empty();
    }
    Instant at = of.claimed().internalDate();
    String key = author.get().key();
    return overLimit(known, key, at, Duration.ofMinutes(10), limits.per10Minutes(), "ten minutes")
        .or(() -> overLimit(known, key, at, Duration.ofDays(1), limits.perDay(), "24 hours"));
  }

  private static Optional<String> overLimit(
      Known known, String key, Instant at, Duration time, int limit, String words) {
    int opened = limit == 0 ? 0 : known.opened(key, at.minus(time), at);
    return limit > 0 && opened >= limit
        ? Optional.of("its author opened " + opened + " tickets within " + words)
        : Optional.empty();
  }

  /** What is done with somebody whom the desk does not serve; empty when it serves them. */
  Optional<UnknownOrganisation> unserved(Case of, Known known) {
    Optional<Address> author = of.mail().author();
    if (passes(of)
        || author.isEmpty()
        || of.screening().mailClass() != MailClass.HUMAN
        || !people.knowsOrganisations(known)
        || people.engineer(author.get()).isPresent()
        || people.organisation(author.get(), known).filter(Organisation::isEntitled).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(entitlement.policy());
  }
}
