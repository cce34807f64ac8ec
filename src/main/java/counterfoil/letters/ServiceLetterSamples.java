package counterfoil.letters;

import counterfoil.ticket.Goal;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Letters with something in every place, and with nothing: a wrong placeholder in a template shows
 * in one of them.
 */
final class ServiceLetterSamples {

  private ServiceLetterSamples() {}

  /**
   * @param take the kind, and a letter of it
   */
  static void forEach(BiConsumer<String, Object> take) {
    for (Goal goal : Goal.values()) {
      take.accept(
          "page",
          new OnCallPage(
              "CF-1",
              "P1",
              "No calls",
              "nadia@x.example",
              "2026-11-23 08:00 UTC",
              List.of(new OnCallPage.Promise(goal, "2026-11-23 12:00 UTC", "4 hours")),
              "http://localhost:8080/tickets/CF-1"));
      take.accept("alarm", alarm(goal, "Mei", "1 hour", "http://localhost:8080/tickets/CF-1"));
      take.accept("alarm", alarm(goal, "", "", ""));
    }
    take.accept("page", new OnCallPage("CF-1", "P1", "No calls", "", "", List.of(), ""));
    take.accept("reminder", new Reminder("CF-1", "3 days", "7 days"));
    take.accept("reminder", new Reminder("CF-1", "3 days", ""));
    take.accept("resolved", new ResolvedLetter("CF-1", "10 days", 14));
    take.accept("resolved", new ResolvedLetter("CF-1", "", 14));
    take.accept(
        "question",
        new Question(
            "CF-1",
            List.of(
                new Acknowledgement.Missing("Call ID", "from the Conversations page"),
                new Acknowledgement.Missing("Steps", "")),
            "10 days"));
    take.accept("question", new Question("CF-1", List.of(), ""));
  }

  private static BreachAlarm alarm(Goal goal, String owner, String paused, String link) {
    return new BreachAlarm(
        "CF-1",
        "P1",
        "No calls",
        goal,
        "Open",
        owner,
        "2026-11-23 12:00 UTC",
        "4 hours",
        paused,
        link);
  }
}
