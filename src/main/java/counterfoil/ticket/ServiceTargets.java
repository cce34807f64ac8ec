package counterfoil.ticket;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How long a ticket may take (rule 40).
 *
 * @param byPriority of everybody, such as {@code P1}; a priority that is not there has none
 * @param byOrganisation what was agreed with single organisations, by their name and then by
 *     priority; a priority that is missing is as everybody's
 */
public record ServiceTargets(
    Map<String, Targets> byPriority, Map<String, Map<String, Targets>> byOrganisation) {

  /** Nothing is promised to anybody. */
  public static final ServiceTargets NONE = new ServiceTargets(Map.of(), Map.of());

  /** Copies what it is given. */
  public ServiceTargets {
    byPriority = Map.copyOf(byPriority);
    byOrganisation =
        byOrganisation.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> Map.copyOf(e.getValue())));
  }

  /**
   * Of one priority; what is empty starts no clock.
   *
   * @param firstResponse until an engineer answers
   * @param resolution until the ticket is Resolved
   */
  public record Targets(Optional<Duration> firstResponse, Optional<Duration> resolution) {

    /** Nothing is promised. */
    public static final Targets NONE = new Targets(Optional.empty(), Optional.empty());

    /** How long it may take to reach a goal. */
    public Optional<Duration> of(Goal goal) {
      return switch (goal) {
        case FIRST_RESPONSE -> firstResponse;
        case RESOLUTION -> resolution;
      };
    }
  }

  /** What holds for tickets of a priority. */
  public Targets of(String priority) {
    return byPriority.getOrDefault(priority, Targets.NONE);
  }

  /**
   * What holds for tickets of an organisation.
   *
   * @param organisation its name; empty when it is not known
   */
  public Targets of(String priority, String organisation) {
    Targets agreed = byOrganisation.getOrDefault(organisation, Map.of()).get(priority);
    return agreed == null ? of(priority) : agreed;
  }
}
