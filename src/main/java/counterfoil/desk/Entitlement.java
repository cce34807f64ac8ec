package counterfoil.desk;

/**
 * Whom the desk serves (rule 20).
 *
 * @param policy for mails of people whom no organisation knows
 */
public record Entitlement(UnknownOrganisation policy) {

  /** Everybody. */
  public static final Entitlement DEFAULT = new Entitlement(UnknownOrganisation.ACCEPT);
}
