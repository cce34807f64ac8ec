package counterfoil.desk;

/** How a mail came to the desk. */
public enum Origin {
  /** By a mailbox, just now. */
  DELIVERED,
  /** Out of a file: it tells of the past, and nobody waits for an answer to it. */
  HISTORY,
  /** The same, and what it asked for is long settled: its ticket is Resolved. */
  SETTLED_HISTORY;

  /** Whether it was imported. */
  public boolean isHistory() {
    return this != DELIVERED;
  }
}
