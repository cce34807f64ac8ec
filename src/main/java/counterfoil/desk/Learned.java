package counterfoil.desk;

import counterfoil.facts.Fact;
import counterfoil.ticket.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Facts in the history of their ticket. */
final class Learned {

  private Learned() {}

  static void tell(Map<String, List<Fact>> facts, long ticketId, Deed.Builder deed) {
    if (!facts.isEmpty()) {
      Map<String, List<String>> values = new LinkedHashMap<>();
      facts.forEach((field, read) -> values.put(field, read.stream().map(Fact::value).toList()));
      deed.tells(ticketId, new Change.FactsLearned(values), "by mail");
    }
  }
}
