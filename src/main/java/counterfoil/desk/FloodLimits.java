package counterfoil.desk;

/**
 * How many new tickets one sender may open (rule 20); what is beyond is held. 0 is no limit.
 *
 * @param per10Minutes in any ten minutes
 * @param perDay in any 24 hours
 */
public record FloodLimits(int per10Minutes, int perDay) {

  /** The defaults of rule 20. */
  public static final FloodLimits DEFAULTS = new FloodLimits(10, 50);
}
