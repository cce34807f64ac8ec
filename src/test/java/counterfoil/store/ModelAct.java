package counterfoil.store;

/**
 * What happens to the tickets of a sequence once its mails are there: a word of an engineer, or
 * another mail.
 *
 * @param pick which ticket, entry or person: any number
 */
record ModelAct(Kind kind, int pick, int other, ModelPerson who) {

  enum Kind {
    STATUS,
    ASSIGN,
    PRIORITY,
    ADD_PARTICIPANT,
    REMOVE_PARTICIPANT,
    MERGE,
    SPLIT,
    UNDO_THANKS,
    ANSWER,
    NOTE,
    /** A mail of somebody who names the ticket by its number. */
    NAMES,
    /** A mail of somebody to the reply address of somebody on the ticket. */
    TO_REPLY_ADDRESS,
    /** A mail of somebody in answer to one on the ticket. */
    ANSWERS,
    THANKS,
    OUT_OF_OFFICE,
    BOUNCE,
    SPOOFED,
    /** A mail of an engineer, with a reply address or without, proved or not. */
    ENGINEER
  }

  @Override
  public String toString() {
    return "%s %d %d %s".formatted(kind, pick, other, who);
  }
}
