package counterfoil.store;

import counterfoil.ticket.Change;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Changes as they stand in the table {@code event}: the name of the record and its parts. The
 * column is text, for strangers' words in jsonb can be refused by PostgreSQL.
 */
final class ChangeJson {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Map<String, Class<?>> BY_NAME =
      Arrays.stream(Change.class.getPermittedSubclasses())
          .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

  private ChangeJson() {}

  static String name(Change change) {
    return change.getClass().getSimpleName();
  }

  static String write(Change change) {
    // What only tells has its words in the column beside.
    return change instanceof Change.Told ? "{}" : Sql.text(JSON.writeValueAsString(change));
  }

  /**
   * @param what the words in the column beside
   * @throws IllegalStateException when this version does not know the change
   */
  static Change read(String name, String data, String what) {
    if (name.equals("Told")) {
      return new Change.Told(what);
    }
    Class<?> type = BY_NAME.get(name);
    if (type == null) {
      throw new IllegalStateException("This version does not know what \"" + name + "\" changes.");
    }
    try {
      return (Change) JSON.readValue(data, type);
    } catch (JacksonException e) {
      throw new IllegalStateException("What \"" + name + "\" changed cannot be read.", e);
    }
  }
}
