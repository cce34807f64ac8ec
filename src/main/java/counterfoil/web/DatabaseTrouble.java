package counterfoil.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** What is said and logged while the database does not answer. */
final class DatabaseTrouble {

  static final String SENTENCE =
      "The desk's database does not answer. Mail that arrives meanwhile is not lost; it stays in"
          + " the mailbox until the database is back.";

  static final String RETRY_AFTER_SECONDS = "10";

  private static final Logger log = LoggerFactory.getLogger(DatabaseTrouble.class);

  private DatabaseTrouble() {}

  /** Weather in one line, since open pages ask again every few seconds; surprises in full. */
  static void report(RuntimeException trouble) {
    if (trouble instanceof DataAccessResourceFailureException
        || trouble instanceof TransientDataAccessException
        || trouble instanceof TransactionException) {
      log.warn(
          "the database does not answer: {}",
          NestedExceptionUtils.getMostSpecificCause(trouble).toString());
    } else {
      log.error("the database could not do what was asked", trouble);
    }
  }
}
