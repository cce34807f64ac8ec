package counterfoil.letters;

import java.util.List;

/**
 * A letter as it stands in the outbox: written whole when it is queued, so that a repeat is the
 * same letter with the same Message-ID.
 *
 * @param id the key of the database
 * @param ticketId the ticket it is about; 0 for none
 * @param kind what it is
 * @param mailbox the name of the mailbox it is sent from
 * @param messageId without angle brackets
 * @param to the recipient's address
 * @param subject one line
 * @param text the plain text
 * @param html the same as HTML
 * @param inReplyTo Message-ID of the mail it answers, without brackets; empty for none
 * @param replyTo where answers go; empty when they go to the mailbox itself
 * @param references the chain before it, oldest first, without brackets
 * @param attempts how often it was tried, this time included
 */
public record Letter(
    long id,
    long ticketId,
    Kind kind,
    String mailbox,
    String messageId,
    String to,
    String subject,
    String text,
    String html,
    String replyTo,
    String inReplyTo,
    List<String> references,
    int attempts) {

  /** Of the key alone: Camel asks for it at each condition, and a letter is long. */
  @Override
  public int hashCode() {
    return Long.hashCode(id);
  }

  /** What a letter is for. */
  public enum Kind {
    /** We have your request. */
    ACKNOWLEDGEMENT,
    /** What an engineer wrote to the customer. */
    RELAY,
    /** The desk serves others; see rule 20. */
    NOT_ENTITLED,
    /** We wait for your answer. */
    QUESTION,
    /** We still do. */
    REMINDER,
    /** It is done. */
    RESOLVED,
    /** To who is on call: something cannot wait. */
    PAGE,
    /** To who is on call: a promise was broken. */
    ALARM
  }

  /** Where a letter stands. */
  public enum State {
    /** To be sent when its time comes. */
    DUE,
    /** The server took it. */
    SENT,
    /** The server refused it for good; the reason stands with it. */
    FAILED
  }
}
