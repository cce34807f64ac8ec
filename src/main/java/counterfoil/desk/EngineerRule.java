package counterfoil.desk;

import counterfoil.ticket.Role;
import counterfoil.trust.Trust;
import java.util.Optional;

/**
 * Whether what an engineer writes is done (rule 36): only at the reply address that was given to
 * this engineer for this ticket, and only when it is proved who wrote. In one place for answers and
 * everything else that an engineer may ask by mail.
 */
final class EngineerRule {

  private final boolean allowsUnproved;

  /**
   * @param allowsUnproved whether the reply address alone is enough where no check says who wrote
   */
  EngineerRule(boolean allowsUnproved) {
    this.allowsUnproved = allowsUnproved;
  }

  /** Whether it is proved enough that the engineer wrote it. */
  boolean isProved(Trust trust) {
    return trust.level() == Trust.Level.A || (allowsUnproved && trust.level() == Trust.Level.B);
  }

  /** Why it is not done, in a sentence; empty when it is. */
  Optional<String> refusal(Case of, Optional<TokenUse> use) {
    String author = of.mail().author().map(address -> address.key()).orElse("");
    boolean isOwn =
        use.map(TokenUse::holder)
            .filter(holder -> holder.role() == Role.ENGINEER && holder.key().equals(author))
            .isPresent();
    if (!isOwn) {
      return Optional.of(
          "it did not come to the reply address that this engineer has for this ticket");
    }
    return isProved(of.trust())
        ? Optional.empty()
        : Optional.of("nothing proves that the engineer wrote it: " + of.trust().reason());
  }
}
