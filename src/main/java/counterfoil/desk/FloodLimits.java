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

  /** Whether there is anything to count. */
  public boolean isOff() {
    return per10Minutes == 0 && perDay == 0;
  }

  /** No more than so many need to be counted. */
  public int most() {
    return Math.max(per10Minutes, perDay);
  }
}
