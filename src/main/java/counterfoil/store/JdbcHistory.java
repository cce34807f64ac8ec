package counterfoil.store;

import counterfoil.desk.Case;
import counterfoil.desk.HistoricMail;
import counterfoil.desk.History;
import counterfoil.desk.Known;
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
 * fetched have UIDVALIDITY and UID.
 */
public final class JdbcHistory implements History {

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Gathering gathering;
  private final Keeping keeping;

  /** On a database that is up to date. */
  public JdbcHistory(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.gathering = new Gathering(jdbc, false, clock);
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
    return kept == null ? 0 : kept;
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
            select uid_validity, uid from mail
            where mailbox = ? and folder = ?
              and (uid_validity, uid) in (select * from unnest(?, ?))
            """,
            (row, n) -> new HistoricMail.Key(row.getLong("uid_validity"), row.getLong("uid")),
            mailbox,
            FOLDER,
            keys.stream().map(HistoricMail.Key::high).toArray(Long[]::new),
            keys.stream().map(HistoricMail.Key::low).toArray(Long[]::new)));
  }

  @Override
  public void gather(List<Case> cases, Known known) {
    gathering.gather(cases, known);
  }
}
