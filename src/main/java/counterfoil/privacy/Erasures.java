package counterfoil.privacy;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What is kept of people, as it can be erased. Each call is one transaction at most; what somebody
 * else is at work on is left out and named, so that nobody waits for anybody.
 */
public interface Erasures {

  /** The bytes of which mails go: those that ended so. */
  enum RawOf {
    /** Any mail that is done. */
    DONE,
    /** Mails that changed no ticket. */
    IGNORED
  }

  /**
   * What one step came to.
   *
   * @param leftOut ids of those that somebody was at work on
   */
  record Step(Tally tally, Set<Long> leftOut) {}

  /** Tickets that may have something of a person, by their ids, in their order. */
  List<Long> tickets(Whom.Person person);

  /**
   * Erases on these tickets what is to be erased.
   *
   * @param isRehearsal whether it is only counted
   */
  Step erase(Order order, Collection<Long> tickets, boolean isRehearsal);

  /** Erases so many of a person's mails and letters that belong to no ticket, and what else is. */
  Step eraseBesideTickets(Order order, int limit, boolean isRehearsal);

  /** Mails without an outcome whose header names the person: nobody knows yet whose they are. */
  List<Long> undecided(Whom.Person person);

  /** Whether a bot runs that may decide on them. */
  boolean isBotAlive();

  /**
   * Resolved tickets whose words nobody has erased.
   *
   * @param before since when nothing has happened
   * @param afterId those whose id is greater
   */
  List<Long> outdated(Instant before, long afterId, int limit);

  /**
   * Erases on those of these tickets that are still outdated.
   *
   * @param before since when nothing has happened
   */
  Step eraseOutdated(Order order, Collection<Long> tickets, Instant before);

  /**
   * Empties the bytes of mails.
   *
   * @param before when they were decided
   * @param afterId those whose id is greater
   * @return their ids
   */
  List<Long> emptyRaw(RawOf which, Instant before, long afterId, int limit);

  /** How many bytes of mails {@link #emptyRaw} would empty. */
  long countRaw(RawOf which, Instant before);

  /** How many tickets are {@link #outdated}. */
  long countOutdated(Instant before);
}
