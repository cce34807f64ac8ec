package counterfoil.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How much of the time is left that the desk promised for a ticket (rule 40). It runs at all hours;
 * it is paused while the desk waits for the customer, and stopped when the goal is reached. A
 * value: each verb answers with the clock as it is afterwards, and is at peace with being called
 * twice.
 *
 * <p>Moments that come in the wrong order, because the clock of the machine was set back, take
 * nothing away: no time is ever counted below zero.
 *
 * @param startedAt when the ticket was opened
 * @param target how long it may take, pauses left out
 * @param pausedFor all pauses that are over
 * @param pausedSince of the pause that is not
 * @param stoppedAt when the goal was reached
 * @param warnedAt when somebody was warned; that is done once
 * @param breachedAt when somebody was alarmed; that is done once
 */
public record ServiceClock(
    long ticketId,
    Goal goal,
    Instant startedAt,
    Duration target,
    Duration pausedFor,
    Optional<Instant> pausedSince,
    Optional<Instant> stoppedAt,
    Optional<Instant> warnedAt,
    Optional<Instant> breachedAt) {

  /** A clock that runs. */
  public static ServiceClock start(long ticketId, Goal goal, Instant at, Duration target) {
    return new ServiceClock(
        ticketId,
        goal,
        at,
        target,
        Duration.ZERO,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * What the status of its ticket does to a clock. A first response is given by an answer as well:
   * see {@link #stop}.
   *
   * @param since when the ticket got this status
   */
  public ServiceClock follow(Status status, Instant since) {
    return switch (status) {
      case OPEN, IN_PROGRESS -> restart(since).resume(since);
      case WAITING_FOR_CUSTOMER -> restart(since).pause(since);
      case RESOLVED -> stop(since);
    };
  }

  /** Nobody at the desk can do anything now. */
  public ServiceClock pause(Instant at) {
    return stoppedAt.isPresent() || pausedSince.isPresent()
        ? this
        : with(target, pausedFor, Optional.of(notBefore(startedAt, at)), stoppedAt);
  }

  /** It is the desk's turn again. */
  public ServiceClock resume(Instant at) {
    return pausedSince
        .map(since -> with(target, pausedFor.plus(between(since, at)), Optional.empty(), stoppedAt))
        .orElse(this);
  }

  /** The goal is reached. */
  public ServiceClock stop(Instant at) {
    if (stoppedAt.isPresent()) {
      return this;
    }
    ServiceClock now = resume(at);
    return now.with(target, now.pausedFor, Optional.empty(), Optional.of(notBefore(startedAt, at)));
  }

  /**
   * It was not reached after all: the time since it was stopped does not count. A first response
   * was given for good.
   */
  public ServiceClock restart(Instant at) {
    return stoppedAt
        .filter(since -> goal == Goal.RESOLUTION)
        .map(
            since ->
                with(target, pausedFor.plus(between(since, at)), pausedSince, Optional.empty()))
        .orElse(this);
  }

  /** The ticket has another priority. The time that went by counts all the same. */
  public ServiceClock retarget(Duration newTarget) {
    return with(newTarget, pausedFor, pausedSince, stoppedAt);
  }

  /** Somebody was warned. */
  public ServiceClock warned(Instant at) {
    return said(warnedAt.or(() -> Optional.of(at)), breachedAt);
  }

  /** Somebody was alarmed. */
  public ServiceClock breached(Instant at) {
    return said(warnedAt, breachedAt.or(() -> Optional.of(at)));
  }

  /** When the time is over; it moves on while the clock is paused. */
  public Instant dueAt() {
    return startedAt.plus(target).plus(pausedFor);
  }

  /**
   * When it is time to warn.
   *
   * @param percent of the target
   */
  public Instant warnAt(int percent) {
    return startedAt.plus(target.multipliedBy(percent).dividedBy(100)).plus(pausedFor);
  }

  /** What is left of the target; negative when it is overdue, and fixed while it does not run. */
  public Duration remaining(Instant now) {
    Instant counted = stoppedAt.or(() -> pausedSince).orElse(notBefore(startedAt, now));
    return Duration.between(counted, dueAt());
  }

  /** Whether the time was over before the goal was reached, or before now. */
  public boolean isOverdue(Instant now) {
    return remaining(now).compareTo(Duration.ZERO) <= 0;
  }

  /** Whether time passes. */
  public boolean isRunning() {
    return stoppedAt.isEmpty() && pausedSince.isEmpty();
  }

  /**
   * When something is to be said next, a warning or the breach; empty while it does not run, and
   * when all is said.
   */
  public Optional<Instant> nextAt(int warnPercent) {
    if (!isRunning() || breachedAt.isPresent()) {
      return Optional.empty();
    }
    return Optional.of(warnedAt.isPresent() ? dueAt() : warnAt(warnPercent));
  }

  private static Duration between(Instant since, Instant at) {
    return at.isAfter(since) ? Duration.between(since, at) : Duration.ZERO;
  }

  private static Instant notBefore(Instant least, Instant at) {
    return at.isBefore(least) ? least : at;
  }

  private ServiceClock with(
      Duration target,
      Duration pausedFor,
      Optional<Instant> pausedSince,
      Optional<Instant> stoppedAt) {
    return new ServiceClock(
        ticketId, goal, startedAt, target, pausedFor, pausedSince, stoppedAt, warnedAt, breachedAt);
  }

  private ServiceClock said(Optional<Instant> warnedAt, Optional<Instant> breachedAt) {
    return new ServiceClock(
        ticketId, goal, startedAt, target, pausedFor, pausedSince, stoppedAt, warnedAt, breachedAt);
  }
}
