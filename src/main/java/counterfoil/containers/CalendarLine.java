package counterfoil.containers;

import com.github.mangstadt.vinnie.VObjectProperty;
import com.github.mangstadt.vinnie.io.Context;
import com.github.mangstadt.vinnie.io.SyntaxRules;
import com.github.mangstadt.vinnie.io.VObjectDataListener;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import com.github.mangstadt.vinnie.io.VObjectReader;
import com.github.mangstadt.vinnie.io.Warning;
import counterfoil.text.Charsets;
import counterfoil.text.TextHygiene;
import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An invitation, or an answer to one, as a line that a person can read (RFC 5545, RFC 5546): what
 * it is, when and where. Of many events the first is told. Times are told as they are written, with
 * their zone.
 */
final class CalendarLine {

  private static final int MOST_BYTES = 256 * 1024;
  private static final int LONGEST_VALUE = 300;

  /** As long is {@code 2026-10-07}. */
  private static final int DAY = 10;

  private static final Map<String, String> METHODS =
      Map.of(
          "REQUEST", "Invitation",
          "CANCEL", "Cancelled",
          "COUNTER", "Other time proposed",
          "DECLINECOUNTER", "Proposed time declined",
          "ADD", "Further dates",
          "REFRESH", "Asks for the latest state");

  private static final Map<String, String> ANSWERS =
      Map.of(
          "ACCEPTED", "Accepted",
          "DECLINED", "Declined",
          "TENTATIVE", "Tentatively accepted",
          "DELEGATED", "Delegated");

  private CalendarLine() {}

  /**
   * @throws IOException when there is no event in it
   */
  static String of(byte[] bytes, String charset, int textChars) throws IOException {
    int most = Math.min(MOST_BYTES, textChars);
    byte[] some = bytes.length <= most ? bytes : java.util.Arrays.copyOf(bytes, most);
    String text = Charsets.decode(some, charset.isEmpty() ? "utf-8" : charset).text();
    Event event = new Event();
    try (VObjectReader reader =
        new VObjectReader(new StringReader(text), SyntaxRules.iCalendar())) {
      reader.parse(event);
    }
    if (!event.isFound) {
      throw new IOException("there is no event in it");
    }
    return event.line();
  }

  /** What the first event says. */
  private static final class Event implements VObjectDataListener {

    private final Map<String, VObjectProperty> said = new HashMap<>();
    private String method = "";
    private String answer = "";
    private boolean isFound;

    @Override
    public void onComponentBegin(String name, Context context) {
      isFound |= isEvent(name);
    }

    @Override
    public void onComponentEnd(String name, Context context) {
      if (isEvent(name)) {
        context.stop();
      }
    }

    private static boolean isEvent(String name) {
      return name.equalsIgnoreCase("VEVENT") || name.equalsIgnoreCase("VTODO");
    }

    @Override
    public void onProperty(VObjectProperty property, Context context) {
      String name = property.getName().toUpperCase(Locale.ROOT);
      List<String> parents = context.getParentComponents();
      if (name.equals("METHOD") && parents.size() == 1) {
        method = property.getValue().strip().toUpperCase(Locale.ROOT);
      } else if (parents.size() == 2 && isEvent(parents.get(1))) {
        said.putIfAbsent(name, property);
        String state = parameter(property, "PARTSTAT");
        answer = name.equals("ATTENDEE") && answer.isEmpty() ? state : answer;
      }
    }

    @Override
    public void onVersion(String value, Context context) {
      // Every version is read the same way.
    }

    @Override
    public void onWarning(
        Warning warning,
        @Nullable VObjectProperty property,
        @Nullable Exception exception,
        Context context) {
      // What can be read is told.
    }

    /** {@code Invitation: Review, 2026-10-07 14:00 to 14:30 (UTC), room 14}. */
    String line() {
      return Stream.of(title(), when(), value("LOCATION"))
          .filter(part -> !part.isEmpty())
          .collect(Collectors.joining(", "));
    }

    private String title() {
      String what =
          method.equals("REPLY")
              ? ANSWERS.getOrDefault(answer.toUpperCase(Locale.ROOT), "Answer")
              : METHODS.getOrDefault(method, "Event");
      String summary = value("SUMMARY");
      return summary.isEmpty() ? what : what + ": " + summary;
    }

    private String when() {
      String start = time("DTSTART");
      if (start.isEmpty()) {
        return "";
      }
      boolean isDay = start.length() <= DAY;
      String end = isDay ? lastDay(time("DTEND")) : time("DTEND");
      boolean isSameDay = end.length() > DAY && end.startsWith(start.substring(0, DAY) + " ");
      String until = isSameDay ? end.substring(DAY + 1) : end;
      String zone = isDay ? "" : zone();
      return start
          + (until.isEmpty() || end.equals(start) ? "" : " to " + until)
          + (zone.isEmpty() ? "" : " (" + zone + ")")
          + (said.containsKey("RRULE") ? ", recurring" : "");
    }

    /** The end of whole days is the day behind the last (RFC 5545 section 3.6.1). */
    private static String lastDay(String end) {
      try {
        return end.isEmpty() ? "" : LocalDate.parse(end).minusDays(1).toString();
      } catch (DateTimeException noDay) {
        return end;
      }
    }

    private String zone() {
      VObjectProperty start = said.get("DTSTART");
      if (start == null) {
        return "";
      }
      return start.getValue().strip().endsWith("Z") ? "UTC" : clean(parameter(start, "TZID"));
    }

    /** {@code 20260302T101500} as {@code 2026-03-02 10:15}; anything else as it stands. */
    private String time(String name) {
      String value = value(name);
      boolean isTime = value.matches("\\d{8}(T\\d{6}Z?)?");
      if (!isTime) {
        return value;
      }
      String day =
          value.substring(0, 4) + "-" + value.substring(4, 6) + "-" + value.substring(6, 8);
      return value.length() == 8
          ? day
          : day + " " + value.substring(9, 11) + ":" + value.substring(11, 13);
    }

    private String value(String name) {
      VObjectProperty property = said.get(name);
      return property == null ? "" : clean(VObjectPropertyValues.unescape(property.getValue()));
    }

    private static String clean(String value) {
      return TextHygiene.cut(TextHygiene.oneLine(value), LONGEST_VALUE);
    }

    private static String parameter(VObjectProperty property, String name) {
      String value = property.getParameters().first(name);
      return value == null ? "" : value;
    }
  }
}
