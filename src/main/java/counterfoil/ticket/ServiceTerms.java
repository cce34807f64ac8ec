package counterfoil.ticket;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the watch over tickets goes by (rule 40).
 *
 * @param warnAt percent of a target after which somebody is warned
 * @param reminders so long after a question a silent customer is reminded of it, ascending; none by
 *     default
 * @param autoResolve so long after a question its ticket is resolved; empty for never
 */
public record ServiceTerms(
    ServiceTargets targets, int warnAt, List<Duration> reminders, Optional<Duration> autoResolve) {

  /** Nothing is promised, and nobody reminded. */
  public static final ServiceTerms NONE =
      new ServiceTerms(ServiceTargets.NONE, 75, List.of(), Optional.empty());

  /** Copies what it is given. */
  public ServiceTerms {
    reminders = List.copyOf(reminders);
  }

  /** How long the ticket may take. */
  public Optional<Duration> target(Ticket ticket, Goal goal) {
    return targets.of(ticket.priority(), ticket.organisation()).of(goal);
  }

  /** A ticket of this priority wakes whoever is on call. */
  public static boolean wakes(String priority) {
    return priority.equals("P1");
  }
}
