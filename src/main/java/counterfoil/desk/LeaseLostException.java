package counterfoil.desk;

/** Another bot fetches from this mailbox now; nothing was kept. */
public final class LeaseLostException extends RuntimeException {

  /** Names the mailbox. */
  public LeaseLostException(String mailbox) {
    super("another bot fetches from mailbox " + mailbox + " now");
  }
}
