package counterfoil.desk;

import counterfoil.letters.DurationWords;
import counterfoil.ticket.ServiceTargets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the decisions depend on.
 *
 * @param ticketPrefix what stands before the number, such as {@code CF}
 * @param mailboxes the address of each mailbox by its name
 * @param publicMailDomains domains where anybody can have an address: two people there have nothing
 *     in common
 * @param limits of the acknowledgements
 * @param targets response and resolution by priority, in the words of the letters
 * @param largeMails what becomes of a mail that is too large, by the name of the mailbox
 */
public record DeskSettings(
    String ticketPrefix,
    Map<String, String> mailboxes,
    Set<String> publicMailDomains,
    Limits limits,
    Map<String, Target> targets,
    int correspondents,
    Map<String, LargeMails> largeMails) {

  /** People on one ticket at most, where nothing else is said. */
  public static final int CORRESPONDENTS = 100;

  /** Where no mail is too large. */
  public DeskSettings(
      String ticketPrefix,
      Map<String, String> mailboxes,
      Set<String> publicMailDomains,
      Limits limits,
      Map<String, Target> targets) {
    this(ticketPrefix, mailboxes, publicMailDomains, limits, targets, CORRESPONDENTS, Map.of());
  }

  /**
   * What becomes of a mail that is too large to be taken in whole (rule 6).
   *
   * @param limit the longest mail that is, in bytes
   * @param whereabouts where the whole one stays, as in "in folder Oversize of the mailbox"
   */
  public record LargeMails(long limit, String whereabouts) {

    static final LargeMails UNKNOWN = new LargeMails(0, "in the mailbox");
  }

  /**
   * How many acknowledgements may leave (rule 31), so that two machines cannot write to each other
   * for ever and nobody can be flooded through us. 0 is no limit.
   */
  public record Limits(int perAddressHour, int perAddressDay, int perDomainHour, int perHour) {

    /** The defaults of rule 31. */
    public static final Limits DEFAULTS = new Limits(3, 10, 50, 500);

    /** No limits, for load tests. */
    public static final Limits OFF = new Limits(0, 0, 0, 0);

    /** Whether there is anything to count. */
    public boolean off() {
      return equals(OFF);
    }
  }

  /**
   * What a priority means.
   *
   * @param title such as {@code Urgent}
   * @param firstResponse the words where no time is set, such as {@code Immediate}
   * @param resolution the words where no time is set, such as {@code As soon as possible}
   * @param times those that are set
   */
  public record Target(
      String title, String firstResponse, String resolution, ServiceTargets.Targets times) {

    /** Where no time is set. */
    public Target(String title, String firstResponse, String resolution) {
      this(title, firstResponse, resolution, ServiceTargets.Targets.NONE);
    }

    /** What a letter says of the first response. */
    public String firstResponseIn(String language) {
      return times.firstResponse().map(t -> DurationWords.of(t, language)).orElse(firstResponse);
    }

    /** What a letter says of the resolution. */
    public String resolutionIn(String language) {
      return times.resolution().map(t -> DurationWords.of(t, language)).orElse(resolution);
    }
  }

  /** All our own addresses. */
  public List<String> addresses() {
    return List.copyOf(mailboxes.values());
  }
}
