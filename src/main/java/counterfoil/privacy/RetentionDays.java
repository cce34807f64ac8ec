package counterfoil.privacy;

/**
 * For how many days what is kept; 0 is for ever.
 *
 * @param resolved the words of a resolved ticket, since nothing has happened on it
 * @param raw the bytes of a mail, since it was decided
 * @param ignored the same of mails that changed no ticket
 */
public record RetentionDays(int resolved, int raw, int ignored) {

  /** Everything for ever. */
  public static final RetentionDays FOR_EVER = new RetentionDays(0, 0, 0);
}
