package counterfoil.rig;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * While this is open the tables have no index and no key: many rows are written far quicker so.
 * When it is closed they are made again as they were.
 */
public final class IndexesAside implements AutoCloseable {

  /** What refers to another table goes first, and comes back last. */
  private static final String CONSTRAINTS =
      """
      select format('alter table %s drop constraint %I', conrelid::regclass, conname),
             format('alter table %s add constraint %I %s', conrelid::regclass, conname,
                    pg_get_constraintdef(oid))
      from pg_constraint
      where contype in ('p', 'u', 'f') and connamespace = current_schema()::regnamespace
        and conrelid::regclass::text = any(string_to_array('TABLES', ' '))
      order by contype = 'f' desc, conrelid, conname
      """;

  private static final String INDEXES =
      """
      select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
      from pg_index
      where indrelid::regclass::text = any(string_to_array('TABLES', ' '))
        and not exists (select 1 from pg_constraint where conindid = indexrelid)
      order by indrelid, indexrelid
      """;

  private final Connection connection;
  private final List<String> making = new ArrayList<>();

  /**
   * @param tables by name, and no others refer to them
   */
  public IndexesAside(Connection connection, List<String> tables) throws SQLException {
    this.connection = connection;
    String names = String.join(" ", tables);
    List<String> dropping = new ArrayList<>();
    for (String query : List.of(CONSTRAINTS, INDEXES)) {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(query.replace("TABLES", names))) {
        while (row.next()) {
          dropping.add(row.getString(1));
          making.add(0, row.getString(2));
        }
      }
    }
    all(dropping);
  }

  private void all(List<String> commands) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    all(List.of("set maintenance_work_mem = '1GB'"));
    all(making);
  }
}
