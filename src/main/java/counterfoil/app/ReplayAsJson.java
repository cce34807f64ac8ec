package counterfoil.app;

import counterfoil.desk.FactChange;
import counterfoil.desk.KeptTicket;
import counterfoil.desk.Reread;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What reading facts again changes, for programs: one object a line, for each field of a ticket.
 */
final class ReplayAsJson implements ReplayTelling {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrintStream out;

  ReplayAsJson(PrintStream out) {
    this.out = out;
  }

  @Override
  public void tell(Reread read) {
    String ticket = read.kept().ticket().number();
    read.changes().forEach(change -> line(object(ticket, change)));
    read.trouble()
        .ifPresent(
            trouble -> {
              Map<String, Object> object = new LinkedHashMap<>();
              object.put("ticket", ticket);
              object.put("error", trouble);
              line(object);
            });
  }

  private static Map<String, Object> object(String ticket, FactChange change) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("ticket", ticket);
    object.put("field", change.field());
    object.put("change", change.kind().word());
    object.put("before", values(change.from()));
    object.put("after", values(change.to()));
    object.put("mail", change.mailId());
    return object;
  }

  private static List<Map<String, @Nullable Object>> values(List<KeptTicket.Value> values) {
    return values.stream().map(ReplayAsJson::value).toList();
  }

  private static Map<String, @Nullable Object> value(KeptTicket.Value value) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("value", value.value());
    object.put("source", value.source());
    object.put("evidence", value.evidence());
    object.put("where", value.where());
    object.put("mail", value.mailId().orElse(null));
    return object;
  }

  private void line(Map<String, ?> object) {
    out.println(JSON.writeValueAsString(object));
  }
}
