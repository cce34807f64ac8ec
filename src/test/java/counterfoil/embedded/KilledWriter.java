package counterfoil.embedded;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A process that is meant to be killed: it starts an embedded PostgreSQL on the folder named by its
 * argument and writes the numbers from 1 on, each in a transaction of its own, and prints each
 * after its commit.
 */
final class KilledWriter {

  private KilledWriter() {}

  /** Writes until it is killed. */
  public static void main(String... args) throws SQLException {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(args[0]));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.username(), postgres.password());
        Statement create = connection.createStatement()) {
      create.execute("create table if not exists written (n int primary key)");
      try (PreparedStatement insert =
          connection.prepareStatement("insert into written values (?)")) {
        for (int n = 1; n < Integer.MAX_VALUE; n++) {
          insert.setInt(1, n);
          insert.executeUpdate();
          out.println("written " + n);
        }
      }
    }
  }
}
