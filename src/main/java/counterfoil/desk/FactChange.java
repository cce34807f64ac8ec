package counterfoil.desk;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What reading its mails again changes of one field of a ticket.
 *
 * @param before in words: the values; where they stay the same, the words that they were read from
 * @param after the same as it is to be
 * @param from the facts before; none when the ticket had none
 * @param to the facts as they are to be
 */
public record FactChange(
    String field,
    Kind kind,
    String before,
    String after,
    List<KeptTicket.Value> from,
    List<KeptTicket.Value> to) {

  /** How a field changes. */
  public enum Kind {
    /** It had no value, and has one. */
    ADDED,
    /** It had a value, and has none. */
    REMOVED,
    /** It has another value. */
    CHANGED,
    /** It has the same value, read from other words or another mail. */
    EVIDENCE;

    /** As programs read it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String NOTHING = "none";

  /** A line of a history is no place for whole sentences. */
  private static final int LONGEST = 40;

  static FactChange of(String field, List<KeptTicket.Value> from, List<KeptTicket.Value> to) {
    return of(field, values(from), values(to), from, to);
  }

  /** The field that the ticket has as its own priority. */
  static FactChange ofPriority(
      String before, String after, List<KeptTicket.Value> from, List<KeptTicket.Value> to) {
    return of(Merging.PRIORITY, before, after, from, to);
  }

  private static FactChange of(
      String field,
      String before,
      String after,
      List<KeptTicket.Value> from,
      List<KeptTicket.Value> to) {
    if (from.isEmpty() != to.isEmpty()) {
      return new FactChange(
          field, from.isEmpty() ? Kind.ADDED : Kind.REMOVED, before, after, from, to);
    }
    return before.equals(after)
        ? new FactChange(field, Kind.EVIDENCE, words(from), words(to), from, to)
        : new FactChange(field, Kind.CHANGED, before, after, from, to);
  }

  private static String values(List<KeptTicket.Value> values) {
    return values.isEmpty()
        ? NOTHING
        : values.stream().map(KeptTicket.Value::value).collect(Collectors.joining(", "));
  }

  private static String words(List<KeptTicket.Value> values) {
    return values.stream()
        .map(
            value ->
                "\""
                    + value.evidence()
                    + "\", "
                    + value.where()
                    + value.mailId().map(id -> " of mail " + id).orElse(""))
        .collect(Collectors.joining(", "));
  }

  /** As a ticket's history tells it: {@code environment Sandbox -> Live}. */
  String words() {
    return kind == Kind.EVIDENCE
        ? field + " from other words"
        : field + " " + shortened(before) + " -> " + shortened(after);
  }

  private static String shortened(String words) {
    return words.codePointCount(0, words.length()) <= LONGEST
        ? words
        : words.substring(0, words.offsetByCodePoints(0, LONGEST - 1)) + "\u2026";
  }

  /** The mail that the field is read from, else the one that it was read from. */
  public long mailId() {
    return (to.isEmpty() ? from : to)
        .stream().flatMap(value -> value.mailId().stream()).findFirst().orElse(0L);
  }
}
