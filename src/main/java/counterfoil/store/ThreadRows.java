package counterfoil.store;

import counterfoil.desk.Case;
import counterfoil.desk.ClaimLostException;
import counterfoil.desk.Known;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which tickets Message-IDs lead to: rows of the tables {@code message_ref} and {@code
 * message_awaited}.
 */
final class ThreadRows {

  /** The first half of our advisory locks, so that nobody else's are meant. */
  private static final int LOCKS = 0x7448;

  /** Each batch takes as many locks at most: the server has room for some thousands. */
  private static final int BUCKETS = 512;

  private ThreadRows() {}

  /** What is done with a row. */
  interface Reader {
    void read(String key, long ticketId, boolean isAwaited);
  }

  /**
   * @param answered keys of ids that mails answer
   * @param all the same, and those of the mails themselves
   */
  static void read(
      JdbcTemplate jdbc, Collection<String> answered, Collection<String> all, Reader reader) {
    jdbc.query(
        """
        select key, ticket_id, false as awaited from message_ref where key = any(?)
        union all
        select a.key, a.ticket_id, true from message_awaited a
        where a.key = any(?) and not exists (
          select 1 from message_ref r where r.key = a.key and r.ticket_id = a.ticket_id)
        order by ticket_id
        """,
        row -> {
          reader.read(row.getString("key"), row.getLong("ticket_id"), row.getBoolean("awaited"));
        },
        answered.toArray(String[]::new),
        all.toArray(String[]::new));
  }

  /**
   * Mails of one thread can be in two batches at once, for the journal knows them by a glance only:
   * two that answer a mail which nobody has seen. Who writes second looks again.
   *
   * @param cases those whose Message-IDs are about to be written
   * @throws ClaimLostException when ids of theirs lead to tickets that were not known when they
   *     were decided
   */
  static void areAsKnown(JdbcTemplate jdbc, List<Case> cases, Known known) {
    Set<String> answered =
        cases.stream()
            .flatMap(of -> of.pointers().messageIds().stream())
            .map(Sql::key)
            .collect(Collectors.toSet());
    Set<String> all = new HashSet<>(answered);
    cases.forEach(of -> all.add(Sql.key(of.mail().messageId())));
    if (all.isEmpty()) {
      return;
    }
    // In the order of the locks, so that two who want the same ones never wait for each other.
    jdbc.query(
        "select pg_advisory_xact_lock(?, bucket) from unnest(?) as b(bucket)",
        row -> {},
        LOCKS,
        all.stream()
            .map(key -> Math.floorMod(key.hashCode(), BUCKETS))
            .distinct()
            .sorted()
            .toArray(Integer[]::new));
    read(
        jdbc,
        answered,
        all,
        (key, ticketId, isAwaited) -> {
          if (!known.hasSeen(key, ticketId)) {
            throw new ClaimLostException("a mail of the same thread was decided meanwhile");
          }
        });
  }
}
