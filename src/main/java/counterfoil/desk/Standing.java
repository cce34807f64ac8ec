package counterfoil.desk;

/** Who the author of a mail is to the ticket that it points at (rule 22). */
public enum Standing {
  /** Works at the desk. */
  ENGINEER,
  /** Came to the reply address that was given to them alone. */
  TOKEN_HOLDER,
  /** Their request. */
  REQUESTER,
  /** Belongs to the conversation. */
  PARTICIPANT,
  /** Of the requester's organisation. */
  COLLEAGUE,
  /** A person looked at the mail and lets it in. */
  RELEASED,
  /** Nobody that the ticket knows, at a reply address that was given to somebody else. */
  TOKEN_BORROWER,
  /** Nobody that the ticket knows. */
  STRANGER;

  /** Whether what they write belongs on the ticket as the customer's words. */
  boolean isMember() {
    return this != ENGINEER && this != TOKEN_BORROWER && this != STRANGER;
  }
}
