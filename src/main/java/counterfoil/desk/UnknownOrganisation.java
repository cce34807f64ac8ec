package counterfoil.desk;

/** What becomes of a mail whose author belongs to no organisation (rule 20). */
public enum UnknownOrganisation {
  /** It opens a ticket, which is marked "unknown organisation". */
  ACCEPT,
  /** It is held until somebody has looked at it. */
  HOLD,
  /** Its author gets the letter that says who may write. */
  ANSWER
}
