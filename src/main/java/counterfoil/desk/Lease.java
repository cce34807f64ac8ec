package counterfoil.desk;

/**
 * The right to fetch from a mailbox, for a while (rule 8).
 *
 * @param mailbox the name in the settings
 * @param epoch counts the leases of this mailbox: who holds an older one has lost it
 */
public record Lease(String mailbox, long epoch) {}
