package counterfoil.app;

import counterfoil.desk.FactChange;
import counterfoil.desk.Reread;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How many tickets change in which way, by field. */
final class ReplayTally {

  /** The counts of one field. */
  static final class OfField {

    private final Map<FactChange.Kind, Integer> changes = new EnumMap<>(FactChange.Kind.class);
    private int stays;

    /** How many tickets change in this way. */
    int count(FactChange.Kind kind) {
      return Optional.ofNullable(changes.get(kind)).orElse(0);
    }

    /** On how many tickets a person gave another value than would be read. */
    int stays() {
      return stays;
    }
  }

  private final Map<String, OfField> fields;
  private long tickets;
  private long changing;
  private long left;

  /**
   * @param order of the fields
   */
  ReplayTally(Comparator<String> order) {
    this.fields = new TreeMap<>(order.thenComparing(Comparator.naturalOrder()));
  }

  void add(Reread read) {
    tickets++;
    changing += read.isChange() ? 1 : 0;
    left += read.trouble().isPresent() ? 1 : 0;
    for (FactChange change : read.changes()) {
      of(change.field()).changes.merge(change.kind(), 1, Integer::sum);
    }
    read.stays().forEach(field -> of(field).stays++);
  }

  private OfField of(String field) {
    return fields.computeIfAbsent(field, name -> new OfField());
  }

  /** Those where anything was found, in the order of the definitions. */
  Map<String, OfField> fields() {
    return fields;
  }

  long tickets() {
    return tickets;
  }

  long changing() {
    return changing;
  }

  /** Tickets that are left as they are, because they could not be read again. */
  long left() {
    return left;
  }
}
