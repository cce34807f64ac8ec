package counterfoil.desk;

/** How a mail ended that is {@link MailState#DONE}. */
public enum Outcome {
  /** It opened a ticket. */
  OPENED,
  /** It became an entry of a ticket. */
  APPENDED,
  /** A machine wrote it; a system note on a ticket says so. */
  NOTED,
  /** The same mail was already taken in. */
  DUPLICATE,
  /** Nothing to do; the reason says why. */
  IGNORED,
  /** It reports that a letter could not be delivered. */
  BOUNCE
}
