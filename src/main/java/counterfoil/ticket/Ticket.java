package counterfoil.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One request and what became of it. A value: each verb answers with the ticket as it is afterwards
 * and what is to be written into its history, or refuses with a sentence.
 *
 * @param id the key of the database
 * @param number what people call it, such as {@code CF-1042}
 * @param mailbox the name of the mailbox that letters about it are sent from
 * @param priority P1 to P4
 * @param prioritySource {@code stated}, {@code inferred}, or {@code default} when nobody said
 *     anything
 * @param owner the engineer at work on it; empty for nobody
 * @param changedAt when its status last changed
 * @param version of the row it was read from: the change is written only if that is still so
 */
public record Ticket(
    long id,
    String number,
    String mailbox,
    String subject,
    Status status,
    String priority,
    String prioritySource,
    Person requester,
    String owner,
    Instant openedAt,
    Instant changedAt,
    int version) {

  /** A resolved ticket is reopened by mail this long; later mail opens a follow-up. */
  public static final Duration REOPEN_WITHIN = Duration.ofDays(14);

  /** The source of a priority that nobody gave. */
  public static final String DEFAULT = "default";

  /** The source of a priority that somebody gave in so many words. */
  public static final String STATED = "stated";

  /** The priority of a ticket that nobody gave one. */
  public static final String DEFAULT_PRIORITY = "P3";

  /**
   * What a verb did.
   *
   * @param ticket as it is now
   * @param event what happened, for the history; empty when nothing but an entry was added
   * @param refusal why nothing was done; empty when it was done
   */
  public record Move(Ticket ticket, Optional<String> event, Optional<String> refusal) {

    static Move refused(Ticket ticket, String why) {
      return new Move(ticket, Optional.empty(), Optional.of(why));
    }
  }

  /** Whether a mail of the customer still belongs here, or opens a follow-up. */
  public boolean takesReplies(Instant now) {
    return status != Status.RESOLVED || !changedAt.plus(REOPEN_WITHIN).isBefore(now);
  }

  /** The customer wrote: a ticket that waits for them, or is resolved, is active again. */
  public Move customerWrote(Instant now) {
    return switch (status) {
      case OPEN, IN_PROGRESS -> new Move(this, Optional.empty(), Optional.empty());
      case WAITING_FOR_CUSTOMER -> moved(active(), "back in the queue: the customer answered", now);
      case RESOLVED -> moved(active(), "reopened: the customer wrote again", now);
    };
  }

  /**
   * The customer wrote, and that is long settled: a resolved ticket stays resolved, as from then. A
   * ticket that somebody is at work on stays as it is.
   */
  public Move customerWroteBackThen(Instant then) {
    Ticket after =
        status == Status.RESOLVED && then.isAfter(changedAt) ? withStatus(status, then) : this;
    return new Move(after, Optional.empty(), Optional.empty());
  }

  /** An engineer moves it to a status. */
  public Move setStatus(Status to, Instant now) {
    if (to == status) {
      return Move.refused(this, number + " is " + status.words() + " already.");
    }
    return moved(to, status.words() + " -> " + to.words(), now);
  }

  /** A priority fills in where there was only the default. */
  public Move learnPriority(String level, String source) {
    if (!prioritySource.equals(DEFAULT)) {
      return Move.refused(this, number + " has a priority already.");
    }
    return new Move(
        withPriority(level, source), Optional.of("priority " + level), Optional.empty());
  }

  /**
   * The priority that follows when its mails are read again; {@link #DEFAULT} when from none of
   * them. What was stated stays: somebody meant it.
   */
  public Move readPriorityAgain(String level, String source) {
    if (prioritySource.equals(STATED)) {
      return Move.refused(this, number + " has a priority that was stated.");
    }
    return new Move(
        withPriority(level, source),
        Optional.of("priority " + priority + " -> " + level),
        Optional.empty());
  }

  /**
   * A placeholder for a mail that could not be read becomes the ticket of that mail.
   *
   * @param level empty when nobody said a priority
   * @param source of the priority
   */
  public Ticket filled(String subject, Person requester, Optional<String> level, String source) {
    boolean learns = level.isPresent() && prioritySource.equals(DEFAULT);
    return new Ticket(
        id,
        number,
        mailbox,
        subject,
        status,
        learns ? level.get() : priority,
        learns ? source : prioritySource,
        requester,
        owner,
        openedAt,
        changedAt,
        version);
  }

  /** This ticket once its change was written. */
  public Ticket written() {
    return new Ticket(
        id,
        number,
        mailbox,
        subject,
        status,
        priority,
        prioritySource,
        requester,
        owner,
        openedAt,
        changedAt,
        version + 1);
  }

  private Ticket withPriority(String level, String source) {
    return new Ticket(
        id, number, mailbox, subject, status, level, source, requester, owner, openedAt, changedAt,
        version);
  }

  private Status active() {
    return owner.isEmpty() ? Status.OPEN : Status.IN_PROGRESS;
  }

  private Move moved(Status to, String event, Instant now) {
    return new Move(withStatus(to, now), Optional.of(event), Optional.empty());
  }

  private Ticket withStatus(Status to, Instant since) {
    return new Ticket(
        id,
        number,
        mailbox,
        subject,
        to,
        priority,
        prioritySource,
        requester,
        owner,
        openedAt,
        since,
        version);
  }
}
