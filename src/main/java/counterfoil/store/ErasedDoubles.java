package counterfoil.store;

import counterfoil.desk.Decision;
import counterfoil.desk.Outcome;
import counterfoil.privacy.Eraser;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A mail that was erased and is delivered or fetched once more: it ends as a duplicate of the
 * erased one, and is as empty as that before anybody sees it. Called within the transaction that
 * settles the mails.
 */
final class ErasedDoubles {

  private ErasedDoubles() {}

  /** Costs nothing where no mail is a duplicate. */
  static void empty(JdbcTemplate jdbc, List<Decision> decisions) {
    List<Decision> doubles =
        decisions.stream()
            .filter(one -> one.outcome().filter(Outcome.DUPLICATE::equals).isPresent())
            .toList();
    if (doubles.isEmpty()) {
      return;
    }
    String[] fingerprints =
        doubles.stream().map(one -> one.of().mail().fingerprint()).toArray(String[]::new);
    // Whoever erases the first one at this moment either has done so, or will see this one.
    jdbc.queryForList(
        """
        select id from mail
        where fingerprint = any(?) and (outcome <> 'DUPLICATE' or state = 'HELD')
        for share
        """,
        Long.class,
        (Object) fingerprints);
    jdbc.update(
        """
        update mail m
        set raw = ''::bytea, erased = 'WHOLE', sha256 = '', message_id = '', sender = o.sender,
            subject = ?, defects = '', trust_reason = '', read_from = '', acknowledgement = ''
        from mail o
        where m.id = any(?) and o.fingerprint = m.fingerprint and o.id <> m.id
          and (o.outcome <> 'DUPLICATE' or o.state = 'HELD') and o.erased = 'WHOLE'
        """,
        Eraser.ERASED,
        doubles.stream().map(one -> one.of().claimed().id()).toArray(Long[]::new));
  }
}
