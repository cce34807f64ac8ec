package counterfoil.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Every word and every byte of all tables, whatever tables there are. */
final class Dump {

  private Dump() {}

  static String of(JdbcTemplate jdbc) {
    StringBuilder all = new StringBuilder();
    List<Map<String, Object>> columns =
        jdbc.queryForList(
            """
            select table_name, column_name, data_type from information_schema.columns
            where table_schema = 'public' and data_type in ('text', 'bytea', 'jsonb', 'json',
              'character varying', 'ARRAY') and table_name <> 'flyway_schema_history'
            order by 1, 2
            """);
    for (Map<String, Object> column : columns) {
      String table = "\"" + column.get("table_name") + "\"";
      String name = "\"" + column.get("column_name") + "\"";
      jdbc.query(
          "select " + name + " from " + table,
          row -> {
            String value =
                column.get("data_type").equals("bytea") ? text(row.getBytes(1)) : row.getString(1);
            all.append(table).append('.').append(name).append(": ").append(value).append('\n');
          });
    }
    return all.toString();
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }
}
