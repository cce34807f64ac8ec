package counterfoil.store;

import static counterfoil.store.Sql.at;
import static counterfoil.store.Sql.text;

import counterfoil.desk.Case;
import counterfoil.desk.ClaimLostException;
import counterfoil.desk.ClaimedMail;
import counterfoil.desk.Decision;
import counterfoil.desk.Journal;
import counterfoil.desk.Known;
import counterfoil.desk.Lease;
import counterfoil.desk.LeaseLostException;
import counterfoil.desk.Origin;
import counterfoil.desk.Page;
import counterfoil.desk.Placeholder;
import counterfoil.desk.RawMail;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The journal in the table {@code mail}. */
public final class JdbcJournal implements Journal {

  /**
   * No failed mail waits longer. One that is due later than that was put back before the clock was
   * set back, and is due.
   */
  static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Instance instance;
  private final Keeping keeping;
  private final Gathering gathering;
  private final Applying applying;
  private final Clock clock;

  /**
   * @param instance the running bot that claims
   * @param countsAcknowledgements whether there are limits to be kept
   */
  public JdbcJournal(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      Instance instance,
      boolean countsAcknowledgements,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.instance = instance;
    this.keeping = new Keeping(jdbc, clock);
    this.gathering = new Gathering(jdbc, countsAcknowledgements, clock);
    this.applying = new Applying(jdbc, clock);
    this.clock = clock;
  }

  @Override
  public int keep(Page page) {
    Integer kept =
        transaction.execute(
            status -> {
              letGoWhenStill();
              page.lease().ifPresent(this::hold);
              Set<Long> known =
                  known(page.folder(), page.mails().stream().map(RawMail::uid).toList());
              List<RawMail> fresh =
                  page.mails().stream().filter(mail -> !known.contains(mail.uid())).toList();
              keeping.insert(fresh.stream().map(mail -> kept(page.folder(), mail)).toList());
              return fresh.size();
            });
    return kept == null ? 0 : kept;
  }

  private static Keeping.Kept kept(Page.Folder folder, RawMail mail) {
    return new Keeping.Kept(
        folder.mailbox(),
        folder.name(),
        folder.uidValidity(),
        mail.uid(),
        mail.internalDate(),
        mail.bytes(),
        mail.size(),
        Sql.sha256(mail.bytes()),
        Origin.DELIVERED,
        "");
  }

  /**
   * A bot that stands still amid this transaction, or whose machine is gone, must not keep its
   * locks: the others would wait for it. Not for the whole session, in which Flyway may wait long.
   */
  private void letGoWhenStill() {
    jdbc.queryForObject(
        "select set_config('idle_in_transaction_session_timeout', ?, true)",
        String.class,
        String.valueOf(Instance.SILENCE.toMillis()));
  }

  /** The lease cannot be taken by another before this transaction ends. */
  private void hold(Lease lease) {
    boolean held =
        !jdbc.queryForList(
                """
                select epoch from mailbox_lease
                where mailbox = ? and owner = ? and epoch = ?
                for share
                """,
                Long.class,
                lease.mailbox(),
                instance.id(),
                lease.epoch())
            .isEmpty();
    if (!held) {
      throw new LeaseLostException(lease.mailbox());
    }
  }

  @Override
  public Set<Long> known(Page.Folder folder, Collection<Long> uids) {
    return new HashSet<>(
        jdbc.queryForList(
            """
            select uid from mail
            where mailbox = ? and folder = ? and uid_validity = ? and uid = any(?)
            """,
            Long.class,
            folder.mailbox(),
            folder.name(),
            folder.uidValidity(),
            uids.toArray(Long[]::new)));
  }

  @Override
  public List<ClaimedMail> claim(int mails, long bytes) {
    try {
      List<ClaimedMail> alone = claim(1, bytes, "m.attempts > 0");
      if (!alone.isEmpty()) {
        return alone;
      }
      List<ClaimedMail> delivered =
          claim(mails, bytes, "m.attempts = 0 and m.origin = 'DELIVERED'");
      // A history waits: behind each mail that was delivered is somebody who waits for an answer.
      return delivered.isEmpty()
          ? claim(mails, bytes, "m.attempts = 0 and m.origin <> 'DELIVERED'")
          : delivered;
    } catch (DuplicateKeyException e) {
      // Another instance claimed a mail of one of these conversations at the same moment.
      return List.of();
    }
  }

  private List<ClaimedMail> claim(int mails, long bytes, String which) {
    return jdbc
        .query(
            """
            with due as (
              select m.id, octet_length(m.raw) as bytes from mail m
              where m.state = 'KEPT' and %s
                and (m.attempts = 0 or m.due_at <= ? or m.due_at > ?)
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
            returning m.id, m.mailbox, m.raw, m.size, m.internal_date, m.origin, m.claim,
                      m.attempts, m.deaths, m.ticket_id
            """
                .formatted(which),
            (row, n) ->
                new ClaimedMail(
                    row.getLong("id"),
                    row.getString("mailbox"),
                    row.getBytes("raw"),
                    row.getLong("size"),
                    Sql.instant(row, "internal_date"),
                    Origin.valueOf(row.getString("origin")),
                    row.getLong("claim"),
                    row.getInt("attempts"),
                    row.getInt("deaths"),
                    Sql.optionalLong(row, "ticket_id")),
            at(clock.instant()),
            at(clock.instant().plus(LONGEST_WAIT)),
            mails,
            bytes,
            instance.id())
        .stream()
        .sorted(Comparator.comparingLong(ClaimedMail::id))
        .toList();
  }

  @Override
  public Known gather(List<Case> cases) {
    return gathering.gather(cases);
  }

  @Override
  public void apply(List<Decision> decisions) {
    try {
      transaction.executeWithoutResult(
          status -> {
            letGoWhenStill();
            applying.apply(decisions);
          });
    } catch (DuplicateKeyException e) {
      // The same mail by two routes, decided at the same moment: who looks again sees the other.
      throw new ClaimLostException("one of the mails was decided by another route meanwhile");
    }
  }

  @Override
  public void putBack(List<ClaimedMail> mails, Duration after, String reason) {
    var due = at(clock.instant().plus(after));
    jdbc.batchUpdate(
        """
        update mail
        set state = 'KEPT', due_at = ?, reason = ?, claim = null, claimed_by = null
        where id = ? and claim = ? and state = 'IN_HAND'
        """,
        mails.stream()
            .map(mail -> new Object[] {due, text(reason), mail.id(), mail.claim()})
            .toList());
  }

  @Override
  public void park(ClaimedMail mail, String reason, LongFunction<Placeholder> placeholder) {
    transaction.executeWithoutResult(
        status -> {
          int parked =
              jdbc.update(
                  """
                  update mail
                  set state = 'PARKED', reason = ?, decided_at = ?, claim = null, claimed_by = null
                  where id = ? and claim = ? and state = 'IN_HAND'
                  """,
                  text(reason),
                  at(clock.instant()),
                  mail.id(),
                  mail.claim());
          if (parked == 1 && mail.placeholder().isEmpty()) {
            long ticketId = gathering.freshIds(1).get(0);
            applying.open(placeholder.apply(ticketId));
            jdbc.update("update mail set ticket_id = ? where id = ?", ticketId, mail.id());
          }
        });
  }
}
