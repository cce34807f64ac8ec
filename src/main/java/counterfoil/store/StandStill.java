package counterfoil.store;

import org.springframework.jdbc.core.JdbcTemplate;

/** What becomes of a transaction whose process is stopped amid it, or whose machine is gone. */
final class StandStill {

  private StandStill() {}

  /**
   * It must not keep its locks: the bots would wait for it. Not for the whole session, in which
   * Flyway may wait long.
   */
  static void letsGo(JdbcTemplate jdbc) {
    jdbc.queryForObject(
        "select set_config('idle_in_transaction_session_timeout', ?, true)",
        String.class,
        String.valueOf(Instance.SILENCE.toMillis()));
  }
}
