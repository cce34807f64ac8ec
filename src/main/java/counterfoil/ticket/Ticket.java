package counterfoil.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One request and what became of it. A value: each verb answers with the ticket as it is afterwards
 * and what is to be written into its history, or refuses with a sentence.
 *
 * @param id the key of the database
 * @param number what people call it, such as {@code CF-1042}
 * @param mailbox the name of the mailbox that letters about it are sent from
 * @param priority P1 to P4
 * @param prioritySource {@code stated}, {@code inferred}, {@code set} by an engineer, or {@code
 *     default} when nobody said anything
 * @param owner the engineer at work on it; empty for nobody
 * @param organisation of the requester, by name; empty when none is known
 * @param language of the letters about it, two letters
 * @param tags words to find it by
 * @param mergedInto the ticket that has its entries now
 * @param openedAt when its first mail arrived
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
    String organisation,
    String language,
    SortedSet<String> tags,
    Optional<Long> mergedInto,
    Instant openedAt,
    Instant changedAt,
    int version) {

  /** A resolved ticket is reopened by mail this long; later mail opens a follow-up. */
  public static final Duration REOPEN_WITHIN = Duration.ofDays(14);

  /** The source of a priority that nobody gave. */
  public static final String DEFAULT = "default";

  /** The source of a priority that somebody gave in so many words. */
  public static final String STATED = "stated";

  /** The source of a priority that an engineer gave. */
  public static final String SET = "set";

  /** The priority of a ticket that nobody gave one. */
  public static final String DEFAULT_PRIORITY = "P3";

  /** The tag of a ticket on which the customer said thanks and nothing else (rule 26). */
  public static final String THANKS = "thanks";

  /** The tag of a ticket whose requester belongs to no organisation that is known (rule 20). */
  public static final String UNKNOWN_ORGANISATION = "unknown organisation";

  /** Copies what may change. */
  public Ticket {
    tags = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(tags));
  }

  /**
   * What a verb did.
   *
   * @param ticket as it is now
   * @param change what happened, for the history; empty when nothing but an entry was added
   * @param refusal why nothing was done; empty when it was done
   */
  public record Move(Ticket ticket, Optional<Change> change, Optional<String> refusal) {
    static Move refused(Ticket ticket, String why) {
      return new Move(ticket, Optional.empty(), Optional.of(why));
    }

    static Move none(Ticket ticket) {
      return new Move(ticket, Optional.empty(), Optional.empty());
    }

    static Move of(Ticket ticket, Change change) {
      return new Move(ticket, Optional.of(change), Optional.empty());
    }
  }

  /** A ticket that nobody has worked on. */
  public static Ticket opened(
      long id,
      String number,
      String mailbox,
      String subject,
      Person requester,
      Instant openedAt,
      Instant now) {
    return new Ticket(
        id,
        number,
        mailbox,
        subject,
        Status.OPEN,
        DEFAULT_PRIORITY,
        DEFAULT,
        requester,
        "",
        "",
        "",
        new TreeSet<>(),
        Optional.empty(),
        openedAt,
        now,
        1);
  }

  /** A ticket of entries that stood on this one. */
  public Ticket splitOff(long id, String number, String subject, Person requester, Instant now) {
    return opened(id, number, mailbox, subject, requester, now, now)
        .of(organisation, language)
        .withPriority(priority, prioritySource);
  }

  /** What a mail does that arrives at this moment, by who wrote it. */
  public Move wrote(MailMoves.Writer writer, Instant at, Instant now) {
    return switch (MailMoves.of(writer, this, at)) {
      case STAYS, FOLLOW_UP -> Move.none(this);
      case BACK_IN_QUEUE -> moved(active(), Change.Cause.CUSTOMER_ANSWERED, now);
      case REOPENED -> moved(active(), Change.Cause.CUSTOMER_WROTE_AGAIN, now);
      case ASKED -> moved(Status.WAITING_FOR_CUSTOMER, Change.Cause.ENGINEER_ANSWERED, now);
    };
  }

  /**
   * The customer wrote, and that is long settled: a resolved ticket stays resolved, as from then. A
   * ticket that somebody is at work on stays as it is.
   */
  public Move customerWroteBackThen(Instant then) {
    return status == Status.RESOLVED && then.isAfter(changedAt)
        ? Move.of(withStatus(status, then), new Change.ResolvedAnew(then))
        : Move.none(this);
  }

  /** A ticket that somebody still had to work on became part of it. */
  public Move tookInUnresolved(Instant now) {
    return status == Status.RESOLVED ? moved(active(), Change.Cause.MERGED, now) : Move.none(this);
  }

  /** An engineer moves it to a status. */
  public Move setStatus(Status to, Instant now) {
    return HandMoves.refusal(this, to)
        .map(why -> Move.refused(this, why))
        .orElseGet(() -> moved(to, Change.Cause.BY_HAND, now));
  }

  /** The customer has been silent for as long as the settings say. */
  public Move nobodyAnswered(Instant now) {
    return status == Status.WAITING_FOR_CUSTOMER
        ? moved(Status.RESOLVED, Change.Cause.NOBODY_ANSWERED, now)
        : Move.refused(this, number + " does not wait for the customer.");
  }

  /** What was taken for thanks counts as a message of the customer after all. */
  public Move thanksUndone(Instant now) {
    if (mergedInto.isPresent()) {
      return Move.refused(this, number + " was merged into another ticket; look there.");
    }
    if (!tags.contains(THANKS)) {
      return Move.refused(this, number + " is not tagged as thanks.");
    }
    return status == Status.WAITING_FOR_CUSTOMER || status == Status.RESOLVED
        ? moved(active(), Change.Cause.THANKS_UNDONE, now)
        : Move.none(this);
  }

  /** Somebody is at work on it, and so it is In Progress; an empty owner gives it back. */
  public Move assign(String to) {
    if (mergedInto.isPresent()) {
      return Move.refused(this, number + " was merged into another ticket; assign that one.");
    }
    return to.equals(owner)
        ? Move.refused(
            this,
            to.isEmpty() ? number + " has no owner." : number + " belongs to " + to + " already.")
        : Move.of(withOwner(to), new Change.OwnerChanged(owner, to));
  }

  /** A priority fills in where there was only the default. */
  public Move learnPriority(String level, String source) {
    if (!prioritySource.equals(DEFAULT)) {
      return Move.refused(this, number + " has a priority already.");
    }
    return Move.of(withPriority(level, source), new Change.PriorityChanged("", level, source));
  }

  /** An engineer says how urgent it is. */
  public Move setPriority(String level) {
    if (mergedInto.isPresent()) {
      return Move.refused(this, number + " was merged into another ticket; set it there.");
    }
    if (level.equals(priority) && prioritySource.equals(SET)) {
      return Move.refused(this, number + " is " + level + " already.");
    }
    return Move.of(withPriority(level, SET), new Change.PriorityChanged(priority, level, SET));
  }

  /**
   * The priority that follows when its mails are read again; {@link #DEFAULT} when from none of
   * them. What was stated or set stays: somebody meant it.
   */
  public Move readPriorityAgain(String level, String source) {
    if (prioritySource.equals(STATED) || prioritySource.equals(SET)) {
      return Move.refused(this, number + " has a priority that was stated.");
    }
    return Move.of(
        withPriority(level, source), new Change.PriorityChanged(priority, level, source));
  }

  /** It can be found by one more word. */
  public Move tag(String tag) {
    if (tags.contains(tag)) {
      return Move.none(this);
    }
    TreeSet<String> more = new TreeSet<>(tags);
    more.add(tag);
    return Move.of(withTags(more), new Change.Tagged(tag));
  }

  /** It can be found by one word less. */
  public Move untag(String tag) {
    if (!tags.contains(tag)) {
      return Move.none(this);
    }
    TreeSet<String> fewer = new TreeSet<>(tags);
    fewer.remove(tag);
    return Move.of(withTags(fewer), new Change.Untagged(tag));
  }

  /** Its entries stand on another ticket from now on. It is resolved, and stays so. */
  public Move mergeInto(Ticket survivor, Instant now) {
    if (survivor.id == id) {
      return Move.refused(this, number + " cannot be merged into itself.");
    }
    if (mergedInto.isPresent()) {
      return Move.refused(this, number + " was merged into another ticket already.");
    }
    if (survivor.mergedInto.isPresent()) {
      return Move.refused(
          this, survivor.number + " was merged into another ticket itself; name that one.");
    }
    return Move.of(
        withMergedInto(survivor.id, now), new Change.MergedInto(survivor.id, survivor.number, now));
  }

  /**
   * A placeholder for a mail that could not be read becomes the ticket of that mail.
   *
   * @param level empty when nobody said a priority
   * @param source of the priority
   */
  public Move filled(String subject, Person requester, Optional<String> level, String source) {
    boolean learns = level.isPresent() && prioritySource.equals(DEFAULT);
    Ticket filled =
        withRequest(subject, requester)
            .withPriority(learns ? level.get() : priority, learns ? source : prioritySource);
    return Move.of(
        filled, new Change.Filled(subject, requester, filled.priority, filled.prioritySource));
  }

  /** This ticket once its change was written. */
  public Ticket written() {
    return copy(
        subject, status, priority, prioritySource, requester, owner, changedAt, version + 1);
  }

  /** The same ticket at a version, for those who compare. */
  public Ticket atVersion(int other) {
    return copy(subject, status, priority, prioritySource, requester, owner, changedAt, other);
  }

  /** The same ticket of an organisation. */
  public Ticket of(String organisation, String language) {
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
        organisation,
        language,
        tags,
        mergedInto,
        openedAt,
        changedAt,
        version);
  }

  /** The same ticket with a level, for those who open it. */
  public Ticket withPriority(String level, String source) {
    return copy(subject, status, level, source, requester, owner, changedAt, version);
  }

  /** The same ticket in a status since a moment, without a word in its history. */
  public Ticket withStatus(Status to, Instant since) {
    return copy(subject, to, priority, prioritySource, requester, owner, since, version);
  }

  /** The same ticket with other tags. */
  public Ticket withTags(SortedSet<String> others) {
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
        organisation,
        language,
        others,
        mergedInto,
        openedAt,
        changedAt,
        version);
  }

  /** The same ticket with another request, without a word in its history. */
  public Ticket withRequest(String words, Person person) {
    return copy(words, status, priority, prioritySource, person, owner, changedAt, version);
  }

  Ticket withOwner(String to) {
    return copy(subject, status, priority, prioritySource, requester, to, changedAt, version);
  }

  Ticket withMergedInto(long survivor, Instant since) {
    return new Ticket(
        id,
        number,
        mailbox,
        subject,
        Status.RESOLVED,
        priority,
        prioritySource,
        requester,
        owner,
        organisation,
        language,
        tags,
        Optional.of(survivor),
        openedAt,
        since,
        version);
  }

  /** Where a ticket is that somebody has to work on. */
  private Status active() {
    return owner.isEmpty() ? Status.OPEN : Status.IN_PROGRESS;
  }

  private Move moved(Status to, Change.Cause cause, Instant now) {
    return to == status
        ? Move.none(this)
        : Move.of(withStatus(to, now), new Change.StatusMoved(status, to, cause, now));
  }

  private Ticket copy(
      String subject,
      Status status,
      String priority,
      String prioritySource,
      Person requester,
      String owner,
      Instant changedAt,
      int version) {
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
        organisation,
        language,
        tags,
        mergedInto,
        openedAt,
        changedAt,
        version);
  }
}
