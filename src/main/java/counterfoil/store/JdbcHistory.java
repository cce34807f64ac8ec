package counterfoil.store;

import counterfoil.desk.Case;
import counterfoil.desk.FloodLimits;
import counterfoil.desk.HistoricMail;
import counterfoil.desk.History;
import counterfoil.desk.Known;
import counterfoil.desk.OrganisationLookup;
import counterfoil.desk.Origin;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imported mails in the table {@code mail}: the halves of their key stand where those that were
 * fetched have UIDVALIDITY and UID. For one thread.
 */
public final class JdbcHistory implements History {

  private static final long FIRST_ANALYZE = 1_000;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Gathering gathering;
  private final Keeping keeping;
  private long keptByNow;
  private long nextAnalyze = FIRST_ANALYZE;

  /** On a database that is up to date. */
  public JdbcHistory(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.gathering =
        new Gathering(jdbc, false, new FloodLimits(0, 0), OrganisationLookup.NONE, clock);
    this.keeping = new Keeping(jdbc, clock);
  }

  @Override
  public int keep(String mailbox, Origin origin, List<HistoricMail> mails) {
    Map<HistoricMail.Key, HistoricMail> fresh = new LinkedHashMap<>();
    mails.forEach(mail -> fresh.putIfAbsent(mail.key(), mail));
    Integer kept =
        transaction.execute(
            status -> {
              fresh.keySet().removeAll(known(mailbox, fresh.keySet()));
              keeping.insert(
                  fresh.entrySet().stream()
                      .map(mail -> kept(mailbox, origin, mail.getKey(), mail.getValue()))
                      .toList());
              return fresh.size();
            });
    int count = kept == null ? 0 : kept;
    tellThePlanner(count);
    return count;
  }

  /**
   * A table that grows a hundredfold within a minute is planned for as the small one that it was,
   * by this import and by the bots, until PostgreSQL looks at it of its own accord.
   */
  private void tellThePlanner(int count) {
    keptByNow += count;
    if (keptByNow >= nextAnalyze) {
      jdbc.execute("analyze (skip_locked) mail");
      nextAnalyze = 2 * keptByNow;
    }
  }

  private static Keeping.Kept kept(
      String mailbox, Origin origin, HistoricMail.Key key, HistoricMail mail) {
    return new Keeping.Kept(
        mailbox,
        FOLDER,
        key.high(),
        key.low(),
        mail.date(),
        mail.bytes(),
        mail.bytes().length,
        mail.sha256(),
        origin,
        mail.readFrom());
  }

  @Override
  public Set<HistoricMail.Key> known(String mailbox, Collection<HistoricMail.Key> keys) {
    return new HashSet<>(
        jdbc.query(
            """
            select k.high, k.low from unnest(?, ?) as k(high, low)
            where exists (
              select 1 from mail m
              where m.mailbox = ? and m.folder = ? and m.uid_validity = k.high and m.uid = k.low
              -- Looked up key by key: before the table was analyzed a join reads all that was
              -- imported, for each page.
              offset 0)
            """,
            (row, n) -> new HistoricMail.Key(row.getLong("high"), row.getLong("low")),
            keys.stream().map(HistoricMail.Key::high).toArray(Long[]::new),
            keys.stream().map(HistoricMail.Key::low).toArray(Long[]::new),
            mailbox,
            FOLDER));
  }

  @Override
  public void gather(List<Case> cases, Known known) {
    gathering.gather(cases, known);
  }
}
