package counterfoil.store;

import static counterfoil.store.Sql.at;
import static counterfoil.store.Sql.text;

import counterfoil.desk.Origin;
import counterfoil.mail.ThreadIds;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.support.SqlBinaryValue;

/** Writes new mails into the journal, by whichever door they came. Called within a transaction. */
final class Keeping {

  private static final int LARGE = 1 << 20;

  private final JdbcTemplate jdbc;
  private final Conversations conversations;
  private final Clock clock;

  Keeping(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.conversations = new Conversations(jdbc);
    this.clock = clock;
  }

  /**
   * A row to be.
   *
   * @param size of the whole mail, of which the bytes may be the beginning
   * @param readFrom the file it was imported from; empty for a mail that was delivered
   */
  record Kept(
      String mailbox,
      String folder,
      long uidValidity,
      long uid,
      Instant internalDate,
      byte[] bytes,
      long size,
      String sha256,
      Origin origin,
      String readFrom) {}

  void insert(List<Kept> mails) {
    List<ThreadIds> ids = mails.stream().map(mail -> ThreadIds.of(mail.bytes())).toList();
    List<Long> of = conversations.of(ids);
    var now = at(clock.instant());
    jdbc.batchUpdate(
        """
        insert into mail (mailbox, folder, uid_validity, uid, internal_date, raw, size, sha256,
                          origin, read_from, message_key, conversation, kept_at, due_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict on constraint mail_is_fetched_once do nothing
        """,
        IntStream.range(0, mails.size())
            .mapToObj(i -> row(mails.get(i), ids.get(i).own(), of.get(i), now))
            .toList());
    conversations.join(ids, of);
  }

  private static Object[] row(Kept mail, long messageKey, long conversation, Object now) {
    return new Object[] {
      mail.mailbox(),
      mail.folder(),
      mail.uidValidity(),
      mail.uid(),
      at(mail.internalDate()),
      raw(mail.bytes()),
      mail.size(),
      mail.sha256(),
      mail.origin().name(),
      text(mail.readFrom()),
      messageKey,
      conversation,
      now,
      now
    };
  }

  /**
   * The driver makes a copy of an array, which a large mail cannot afford, and none of a stream.
   */
  private static Object raw(byte[] bytes) {
    return bytes.length < LARGE
        ? bytes
        : new SqlBinaryValue(new ByteArrayInputStream(bytes), bytes.length);
  }
}
