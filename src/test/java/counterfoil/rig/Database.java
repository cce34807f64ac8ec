package counterfoil.rig;

import counterfoil.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL that outlives the bot, and a look into it. */
public final class Database implements AutoCloseable {

  private final EmbeddedPostgres server;

  private final Path folder;

  private Database(EmbeddedPostgres server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /** Starts on a folder. */
  public static Database start(Path folder) {
    return new Database(EmbeddedPostgres.start(folder), folder);
  }

  /** For a JDBC driver. */
  public String url() {
    return server.jdbcUrl();
  }

  /** To log in. */
  public String user() {
    return server.username();
  }

  /** To log in. */
  public String password() {
    return server.password();
  }

  /** The first process of the server. */
  public long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(folder.resolve("cluster/postmaster.pid")).get(0));
  }

  /** A connection of one's own. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), user(), password());
  }

  /** One number. */
  public long number(String query) throws SQLException {
    return Long.parseLong(rows(query).get(0).get(0));
  }

  /** Every row as texts; a null is an empty one. */
  public List<List<String>> rows(String query) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(query);
        ResultSet result = statement.executeQuery()) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          String value = result.getString(i);
          row.add(value == null ? "" : value);
        }
        rows.add(row);
      }
      return rows;
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
