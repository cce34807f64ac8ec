package counterfoil.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** How values of ours look to PostgreSQL. */
final class Sql {

  private Sql() {}

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  static Optional<Long> optionalLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  /**
   * Text that PostgreSQL takes: it refuses NUL (22021) and would silently turn a lone surrogate
   * into a question mark.
   */
  static String text(String any) {
    StringBuilder clean = null;
    for (int i = 0; i < any.length(); i++) {
      char c = any.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < any.length()
              && Character.isLowSurrogate(any.charAt(i + 1));
      boolean bad = c == 0 || (Character.isSurrogate(c) && !pair);
      if (bad && clean == null) {
        clean = new StringBuilder(any.length()).append(any, 0, i);
      }
      if (clean != null) {
        if (bad) {
          clean.append(c == 0 ? "" : "\uFFFD");
        } else {
          clean.append(c);
        }
      }
      if (pair) {
        i++;
        if (clean != null) {
          clean.append(any.charAt(i));
        }
      }
    }
    return clean == null ? any : clean.toString();
  }

  /** One value a line; for lists of names and sentences, which hold no line breaks. */
  static String lines(Collection<String> values) {
    return text(String.join("\n", values.stream().map(v -> v.replace('\n', ' ')).toList()));
  }

  static List<String> lines(String stored) {
    return stored.isEmpty() ? List.of() : List.of(stored.split("\n"));
  }

  /** The words of a {@link counterfoil.desk.Hold}, of a column that has its name. */
  static String holdWords(String column) {
    return "replace(lower(" + column + "), '_', ' ')";
  }

  /** The key of a Message-ID: of fixed length, whatever the id is. */
  static String key(String messageId) {
    return sha256(messageId.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
