package counterfoil.store;

import static counterfoil.store.Sql.at;
import static counterfoil.store.Sql.text;

import counterfoil.desk.Case;
import counterfoil.desk.ClaimLostException;
import counterfoil.desk.ClaimedMail;
import counterfoil.desk.Decision;
import counterfoil.desk.FloodLimits;
import counterfoil.desk.Journal;
import counterfoil.desk.Known;
import counterfoil.desk.Lease;
import counterfoil.desk.LeaseLostException;
import counterfoil.desk.OrganisationLookup;
import counterfoil.desk.Origin;
import counterfoil.desk.Page;
import counterfoil.desk.Placeholder;
import counterfoil.desk.RawMail;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The journal in the table {@code mail}. */
public final class JdbcJournal implements Journal {

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Instance instance;
  private final Claiming claiming;
  private final Keeping keeping;
  private final Gathering gathering;
  private final Applying applying;
  private final Clock clock;

  /**
   * @param instance the running bot that claims
   * @param countsAcknowledgements whether there are limits to be kept
   * @param floodLimits of tickets that one sender may open
   * @param organisations of the desk's page
   * @param clocks of the tickets that are written
   */
  public JdbcJournal(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      Instance instance,
      boolean countsAcknowledgements,
      FloodLimits floodLimits,
      OrganisationLookup organisations,
      ClockRows clocks,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.instance = instance;
    this.claiming = new Claiming(jdbc, instance, clock);
    this.keeping = new Keeping(jdbc, clock);
    this.gathering = new Gathering(jdbc, countsAcknowledgements, floodLimits, organisations, clock);
    this.applying = new Applying(jdbc, clocks, clock);
    this.clock = clock;
  }

  @Override
  public int keep(Page page) {
    Integer kept =
        transaction.execute(
            status -> {
              StandStill.letsGo(jdbc);
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
    return claiming.claim(mails, bytes);
  }

  @Override
  public Known gather(List<Case> cases) {
    return gathering.gather(cases);
  }

  @Override
  public void apply(List<Decision> decisions, Known known) {
    try {
      transaction.executeWithoutResult(
          status -> {
            StandStill.letsGo(jdbc);
            applying.apply(decisions, known);
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
