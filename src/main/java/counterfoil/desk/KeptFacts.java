package counterfoil.desk;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The facts of all tickets, as they can be read again from the mails that are kept. */
public interface KeptFacts {

  /**
   * Which tickets.
   *
   * @param number only this one, such as {@code CF-1042}
   * @param since only those that a mail came to at this time or later
   */
  record Selection(Optional<String> number, Optional<Instant> since) {

    /** Every ticket. */
    public static final Selection ALL = new Selection(Optional.empty(), Optional.empty());
  }

  /** How many tickets are selected. */
  long count(Selection which);

  /** Whether any ticket has a fact of this name, defined or not. */
  boolean hasField(String field);

  /**
   * The next tickets.
   *
   * @param afterId those whose id is greater, in the order of their ids
   * @param limit so many at most
   */
  List<KeptTicket> page(Selection which, long afterId, int limit);

  /** These tickets as they are now. */
  List<KeptTicket> tickets(Collection<Long> ids);

  /** The raw bytes of a mail; empty when they are not kept any more. */
  Optional<byte[]> raw(long mailId);

  /**
   * Writes what was read again, all in one transaction: facts, priority, and the line in the
   * history. A ticket that has changed since it was looked at, or that somebody is at work on at
   * this moment, is left out.
   *
   * @return the ids of the tickets that were left out
   */
  Set<Long> replace(List<Reread> read);
}
