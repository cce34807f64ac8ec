package counterfoil.ticket;

/** What somebody is to a ticket, and so what they may read of it and write on it. */
public enum Role {
  /** Whose request it is. Never replaced by somebody who answers. */
  REQUESTER,
  /** Belongs to the conversation from the moment on that they were added. */
  PARTICIPANT,
  /** Was named in a mail; an engineer has not decided yet. Reads nothing. */
  SUGGESTED,
  /** Works at the desk, and had a letter about this ticket. */
  ENGINEER;

  /** Whether mail of theirs belongs on the ticket. */
  public boolean isMember() {
    return this == REQUESTER || this == PARTICIPANT;
  }
}
