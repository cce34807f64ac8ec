package counterfoil.desk;

/** Where a kept mail stands. */
public enum MailState {
  /** In the journal, to be processed when its time comes. */
  KEPT,
  /** Claimed by an instance that is at work on it. */
  IN_HAND,
  /** Decided; its {@link Outcome} says how. */
  DONE,
  /** A person must decide; the reason says why. */
  HELD,
  /** It failed for its own reasons; kept whole, to be replayed after a fix. */
  PARKED
}
