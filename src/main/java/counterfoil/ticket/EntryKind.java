package counterfoil.ticket;

/** What an entry of a ticket is, and so who may read it. */
public enum EntryKind {
  /** What the customer wrote. */
  CUSTOMER_MESSAGE,
  /** What an engineer answered, as the customer read it. */
  ENGINEER_REPLY,
  /** For engineers only. */
  INTERNAL_NOTE,
  /** What the bot has to say: an automatic answer arrived, a mail mentions another ticket. */
  SYSTEM_NOTE;

  /** Whether it is something that customer and desk said to each other. */
  public boolean isOfConversation() {
    return this == CUSTOMER_MESSAGE || this == ENGINEER_REPLY;
  }
}
