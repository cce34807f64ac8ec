package counterfoil.store;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.util.PSQLWarning;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Has PostgreSQL say how it has carried out each statement, those of triggers included: the plan
 * that was used, with the rows that it really touched. By its module auto_explain, which tells the
 * client in notices. What a query within a transaction did it tells with the statement after it; of
 * one that is the last before the commit nothing is heard.
 */
final class ExplainingJdbc extends JdbcTemplate {

  /** For each connection. */
  static final String INIT =
      """
      load 'auto_explain';
      set auto_explain.log_min_duration = 0;
      set auto_explain.log_analyze = on;
      set auto_explain.log_buffers = on;
      set auto_explain.log_timing = off;
      set auto_explain.log_nested_statements = on;
      set auto_explain.log_format = 'json';
      set auto_explain.log_level = 'notice';
      """;

  private static final String PLAN = "plan:";

  private final List<Explained> explained = new ArrayList<>();

  ExplainingJdbc(DataSource dataSource) {
    super(dataSource);
  }

  /** All since it was last asked. */
  List<Explained> explained() {
    List<Explained> all = List.copyOf(explained);
    explained.clear();
    return all;
  }

  @Override
  protected void handleWarnings(Statement statement) throws SQLException {
    for (SQLWarning warning = statement.getWarnings();
        warning != null;
        warning = warning.getNextWarning()) {
      if (warning instanceof PSQLWarning notice && notice.getServerErrorMessage() != null) {
        String message = String.valueOf(notice.getServerErrorMessage().getMessage());
        int plan = message.indexOf(PLAN);
        if (plan >= 0) {
          explained.add(Explained.of(message.substring(plan + PLAN.length())));
        }
      }
    }
  }
}
