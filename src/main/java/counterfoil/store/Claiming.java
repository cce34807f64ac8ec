package counterfoil.store;

import static counterfoil.store.Sql.at;

import counterfoil.desk.ClaimedMail;
import counterfoil.desk.Origin;
import counterfoil.desk.Release;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Who works on which mail. The claim is committed before a byte of the mail is loaded: whatever its
 * bytes do to this bot, they were counted.
 */
final class Claiming {

  /**
   * No failed mail waits longer. One that is due later than that was put back before the clock was
   * set back, and is due.
   */
  static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** Of a mail that is not to be read again; its header, more or less. */
  private static final int HEAD_BYTES = 65_536;

  /** When no memory was left to load a mail, other work may end meanwhile. */
  private static final Duration MEMORY_WAIT = Duration.ofSeconds(5);

  /** SQLSTATE out_of_memory. */
  private static final String OUT_OF_MEMORY = "53200";

  private static final Logger LOG = LoggerFactory.getLogger(Claiming.class);

  private final JdbcTemplate jdbc;
  private final Instance instance;
  private final Clock clock;

  Claiming(JdbcTemplate jdbc, Instance instance, Clock clock) {
    this.jdbc = jdbc;
    this.instance = instance;
    this.clock = clock;
  }

  /** A claimed row, its bytes not loaded yet. */
  private record Row(
      long id,
      String mailbox,
      long size,
      Instant internalDate,
      Origin origin,
      long claim,
      int attempts,
      int deaths,
      Optional<Long> placeholder,
      Optional<Release> release) {

    ClaimedMail with(byte[] raw) {
      return new ClaimedMail(
          id,
          mailbox,
          raw,
          size,
          internalDate,
          origin,
          claim,
          attempts,
          deaths,
          placeholder,
          release);
    }
  }

  List<ClaimedMail> claim(int mails, long bytes) {
    List<Row> rows;
    try {
      rows = rows(1, bytes, "m.attempts > 0");
      if (rows.isEmpty()) {
        rows = rows(mails, bytes, "m.attempts = 0 and m.origin = 'DELIVERED'");
      }
      if (rows.isEmpty()) {
        // A history waits: behind each mail that was delivered is somebody who waits for an answer.
        rows = rows(mails, bytes, "m.attempts = 0 and m.origin <> 'DELIVERED'");
      }
    } catch (DuplicateKeyException e) {
      // Another instance claimed a mail of one of these conversations at the same moment.
      return List.of();
    }
    return rows.isEmpty() ? List.of() : loaded(rows);
  }

  /** A mail that alone is more than a batch may be waits until no other such mail is in hand. */
  private List<Row> rows(int mails, long bytes, String which) {
    return jdbc
        .query(
            """
            with due as (
              select m.id, octet_length(m.raw) as bytes from mail m
              where m.state = 'KEPT' and %s
                and (m.attempts = 0 or m.due_at <= ? or m.due_at > ?)
                and (octet_length(m.raw) <= ? or not exists (
                  select 1 from mail h
                  where h.state = 'IN_HAND' and h.claimed_by = ? and octet_length(h.raw) > ?))
                and not exists (
                  select 1 from mail o
                  where o.conversation = m.conversation and o.state in ('KEPT', 'IN_HAND')
                    and (o.id < m.id or o.state = 'IN_HAND')
                  -- Looked up mail by mail: as a join it would be planned for the few mails that
                  -- wait on most days, and read the whole backlog for each mail of a long one.
                  offset 0)
              order by m.id
              limit ?
              for update skip locked),
            fits as (
              select id from (
                select id, bytes, sum(bytes) over (order by id) as together from due) counted
              where together <= ? or together = bytes),
            number as (select nextval('claim_number') as claim)
            update mail m
            set state = 'IN_HAND', attempts = m.attempts + 1, claim = number.claim, claimed_by = ?,
                claimed_at = now()
            from fits, number
            where m.id = fits.id
            returning m.id, m.mailbox, m.size, m.internal_date, m.origin, m.claim,
                      m.attempts, m.deaths, m.ticket_id, m.release, m.released_by
            """
                .formatted(which),
            (row, n) ->
                new Row(
                    row.getLong("id"),
                    row.getString("mailbox"),
                    row.getLong("size"),
                    Sql.instant(row, "internal_date"),
                    Origin.valueOf(row.getString("origin")),
                    row.getLong("claim"),
                    row.getInt("attempts"),
                    row.getInt("deaths"),
                    Sql.optionalLong(row, "ticket_id"),
                    release(row)),
            at(clock.instant()),
            at(clock.instant().plus(LONGEST_WAIT)),
            bytes,
            instance.id(),
            bytes,
            mails,
            bytes,
            instance.id())
        .stream()
        .sorted(Comparator.comparingLong(Row::id))
        .toList();
  }

  private static Optional<Release> release(ResultSet row) throws SQLException {
    String choice = row.getString("release");
    return choice == null
        ? Optional.empty()
        : Optional.of(new Release(Release.Choice.valueOf(choice), row.getString("released_by")));
  }

  private List<ClaimedMail> loaded(List<Row> rows) {
    try {
      Map<Long, byte[]> raw = raw(rows);
      return rows.stream()
          .filter(row -> raw.containsKey(row.id()))
          .map(row -> row.with(raw.get(row.id())))
          .toList();
    } catch (OutOfMemoryError e) {
      outOfMemory(rows);
      return List.of();
    } catch (DataAccessResourceFailureException e) {
      if (!isOutOfMemory(e)) {
        throw e;
      }
      outOfMemory(rows);
      return List.of();
    }
  }

  /** As the driver says it: it reads the rest of the answer, and its connection is good. */
  private static boolean isOutOfMemory(DataAccessResourceFailureException e) {
    return e.getCause() instanceof SQLException sql && OUT_OF_MEMORY.equals(sql.getSQLState());
  }

  private Map<Long, byte[]> raw(List<Row> rows) {
    Map<Long, byte[]> raw = new HashMap<>();
    jdbc.query(
        """
        select id, case when deaths < ? then raw else substring(raw from 1 for ?) end as raw
        from mail where id = any(?)
        """,
        row -> {
          raw.put(row.getLong("id"), row.getBytes("raw"));
        },
        ClaimedMail.DEATHS,
        HEAD_BYTES,
        rows.stream().map(Row::id).toArray(Long[]::new));
    return raw;
  }

  private void outOfMemory(List<Row> rows) {
    LOG.warn(
        "no memory was left to load {} mails, the first is {}; tried again in {}",
        rows.size(),
        rows.get(0).id(),
        MEMORY_WAIT);
    var due = at(clock.instant().plus(MEMORY_WAIT));
    jdbc.batchUpdate(
        """
        update mail
        set state = 'KEPT', due_at = ?, reason = 'no memory was left to load it',
            deaths = deaths + 1, claim = null, claimed_by = null
        where id = ? and claim = ? and state = 'IN_HAND'
        """,
        rows.stream().map(row -> new Object[] {due, row.id(), row.claim()}).toList());
  }
}
