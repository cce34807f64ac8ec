package counterfoil.app;

import static counterfoil.app.SettingCheck.require;
import static counterfoil.app.SettingCheck.wrong;

import counterfoil.ticket.Organisation;
import counterfoil.ticket.Organisations;
import counterfoil.ticket.ServiceTargets;
import counterfoil.ticket.ServiceTerms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationStyle;

/**
 * How long tickets may take, and what is said about it (rule 40).
 *
 * @param p1 times of priority P1, and so on
 * @param warnAt after so much of a time somebody is warned, as in {@code 75%}
 * @param reminders after so long without an answer a customer is reminded; ascending
 * @param autoResolve after so long without an answer a ticket is resolved; empty for never
 */
public record SlaSettings(
    @DefaultValue Times p1,
    @DefaultValue Times p2,
    @DefaultValue Times p3,
    @DefaultValue Times p4,
    @DefaultValue("75%") String warnAt,
    @DefaultValue List<Duration> reminders,
    @DefaultValue("") String autoResolve) {

  /** Longer is not promised, but mistyped. */
  private static final Duration LONGEST = Duration.ofDays(366);

  /**
   * @param firstResponse until an engineer answers; empty starts no clock
   * @param resolution until the ticket is Resolved; empty starts no clock
   */
  public record Times(@Nullable String firstResponse, @Nullable String resolution) {

    private Times orElse(String firstResponse, String resolution) {
      return new Times(
          this.firstResponse == null ? firstResponse : this.firstResponse,
          this.resolution == null ? resolution : this.resolution);
    }

    private ServiceTargets.Targets targets(String key) {
      return new ServiceTargets.Targets(
          duration(key + ".first-response", firstResponse),
          duration(key + ".resolution", resolution));
    }
  }

  /** What is not set at all is at its default; what is set to nothing is not. */
  public SlaSettings {
    p1 = p1.orElse("", "4h");
    p2 = p2.orElse("", "8h");
    p3 = p3.orElse("", "");
    p4 = p4.orElse("", "");
    reminders = List.copyOf(reminders);
  }

  /** Says in a sentence which value cannot be, and what would be right. */
  void check() {
    targets();
    require(
        warnAt.matches("[1-9][0-9]?%"),
        "sla.warn-at",
        warnAt,
        "it must be from 1% to 99%, such as 75%");
    Duration before = Duration.ZERO;
    for (Duration one : reminders) {
      require(
          one.compareTo(before) > 0 && one.compareTo(LONGEST) <= 0,
          "sla.reminders",
          reminders,
          "they must be times of at most 366 days, each longer than the one before, such as 3d, 7d");
      before = one;
    }
    Optional<Duration> end = duration("sla.auto-resolve", autoResolve);
    require(
        end.isEmpty() || end.get().compareTo(before) > 0,
        "sla.auto-resolve",
        autoResolve,
        "it must be longer than the last of sla.reminders, or empty");
  }

  /** How long the tickets of everybody may take. */
  ServiceTargets targets() {
    return targets(Organisations.NONE);
  }

  private ServiceTargets targets(Organisations organisations) {
    return new ServiceTargets(
        Map.of(
            "P1", p1.targets("sla.P1"),
            "P2", p2.targets("sla.P2"),
            "P3", p3.targets("sla.P3"),
            "P4", p4.targets("sla.P4")),
        organisations.all().stream()
            .collect(Collectors.toMap(Organisation::name, Organisation::sla)));
  }

  /** All of it, as the watch goes by it. */
  ServiceTerms terms(Organisations organisations) {
    return new ServiceTerms(
        targets(organisations),
        Integer.parseInt(warnAt.replace("%", "")),
        reminders,
        duration("sla.auto-resolve", autoResolve));
  }

  private static Optional<Duration> duration(String key, @Nullable String words) {
    if (words == null || words.isBlank()) {
      return Optional.empty();
    }
    String right = "it must be a time from 1m to 366d, such as 4h, or empty";
    Duration found;
    try {
      found = DurationStyle.detectAndParse(words.strip());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw wrong(key, words, right);
    }
    require(
        found.compareTo(Duration.ofMinutes(1)) >= 0 && found.compareTo(LONGEST) <= 0,
        key,
        words,
        right);
    return Optional.of(found);
  }
}
