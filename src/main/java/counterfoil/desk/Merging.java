package counterfoil.desk;

import counterfoil.facts.Fact;
import counterfoil.facts.Facts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How what a mail says comes onto its ticket (rules 33 and 34). The same when the mail arrives and
 * when it is read again later.
 */
final class Merging {

  /** The field that a ticket has as its own priority, too. */
  static final String PRIORITY = "priority";

  private Merging() {}

  /** A new request brings all that it says. Quoted history counts only when no ticket was found. */
  static Map<String, List<Fact>> ofNewRequest(Facts facts, boolean noTicketFound) {
    if (!noTicketFound || facts.fallback().isEmpty()) {
      return facts.values();
    }
    Map<String, List<Fact>> all = new LinkedHashMap<>(facts.values());
    facts.fallback().forEach(all::putIfAbsent);
    return all;
  }

  /**
   * A follow-up fills what is empty, and where a field may have many values it adds those that are
   * not there yet. A value that is set stays. What was filled in inside the quote of our letter
   * about this ticket (rule 35) counts where neither the ticket nor the rest of the mail has a
   * value, for the quote comes back with every later mail.
   *
   * @param number of the ticket
   * @param there the values of the ticket, by field
   * @param many whether a ticket may have several values of a field
   */
  static Map<String, List<Fact>> ofFollowUp(
      Facts read, String number, Map<String, Set<String>> there, Predicate<String> many) {
    Map<String, List<Fact>> fresh = new LinkedHashMap<>(fresh(read.values(), there, many));
    Map<String, List<Fact>> filled = new LinkedHashMap<>();
    read.answersOn(number).forEach((field, answer) -> filled.put(field, answer.facts()));
    filled.keySet().removeAll(read.values().keySet());
    fresh.putAll(fresh(filled, there, field -> false));
    return fresh;
  }

  /**
   * Of these values those that a ticket does not have yet.
   *
   * @param there the values of the ticket, by field
   * @param many whether a ticket may have several values of a field
   */
  static Map<String, List<Fact>> fresh(
      Map<String, List<Fact>> facts, Map<String, Set<String>> there, Predicate<String> many) {
    Map<String, List<Fact>> fresh = new LinkedHashMap<>();
    facts.forEach(
        (field, values) -> {
          Set<String> known = there.getOrDefault(field, Set.of());
          List<Fact> added =
              values.stream()
                  .filter(fact -> known.isEmpty() || many.test(field))
                  .filter(fact -> !known.contains(fact.value()))
                  .toList();
          if (!added.isEmpty()) {
            fresh.put(field, added);
          }
        });
    return fresh;
  }

  /** The priority that a mail gives its ticket; quoted history gives none. */
  static Optional<Fact> priority(Facts facts) {
    return facts.first(PRIORITY);
  }

  /** The word for it in the database. */
  static String source(Fact fact) {
    return fact.source().name().toLowerCase(Locale.ROOT);
  }
}
