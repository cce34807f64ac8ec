package counterfoil.screen;

/**
 * What kind of sender a mail comes from, decided once and used everywhere. The order is the policy.
 */
public enum MailClass {
  /** Our own letter came back. */
  OWN_LOOP,
  /** A delivery status notification (RFC 3464) or a mailer daemon's own words. */
  BOUNCE,
  /** An abuse report (RFC 5965). */
  FEEDBACK_REPORT,
  /** A disposition notification (RFC 8098). */
  READ_RECEIPT,
  /** A challenge-response system asks us to prove we are human. */
  CHALLENGE,
  /** Out of office and other automatic answers (RFC 3834). */
  AUTO_REPLY,
  /** A mailing list (RFC 2919). */
  LIST,
  /** A machine wrote it, but not as an answer: monitoring, newsletters. */
  AUTO_GENERATED,
  /** No sign of a machine: a person. */
  HUMAN
}
