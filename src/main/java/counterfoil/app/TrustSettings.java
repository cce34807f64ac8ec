package counterfoil.app;

import static counterfoil.app.SettingCheck.between;
import static counterfoil.app.SettingCheck.require;

import counterfoil.mail.ReadLimits;
import counterfoil.trust.DnsLimits;
import counterfoil.trust.DnsServers;
import counterfoil.trust.SenderTrust;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is believed about the author of a mail (rule 18).
 *
 * @param authservIds servers whose Authentication-Results are believed; {@code -} is one that
 *     writes no name
 * @param ownHosts in the Received fields of our servers; none is the authserv-ids
 * @param dnsTimeout for everything that one mail asks
 * @param dnsThreads questions at the same time
 * @param dnsQueue questions that wait
 * @param cacheNames names whose answers are remembered
 * @param cacheShortest an answer is remembered at least so long
 * @param cacheLongest an answer is remembered at most so long
 */
public record TrustSettings(
    @DefaultValue List<String> authservIds,
    @DefaultValue List<String> ownHosts,
    @DefaultValue("2s") Duration dnsTimeout,
    @DefaultValue("8") int dnsThreads,
    @DefaultValue("200") int dnsQueue,
    @DefaultValue("10000") int cacheNames,
    @DefaultValue("1m") Duration cacheShortest,
    @DefaultValue("1h") Duration cacheLongest) {

  private static final String WITHOUT_NAME = "-";
  private static final List<String> SYSTEM = List.of("system");

  /** Refuses what would believe anybody, and what would hold mails up. */
  void check() {
    authservIds.forEach(id -> word("authserv-ids", id));
    ownHosts.forEach(host -> word("own-hosts", host));
    require(
        !authservIds.isEmpty() || ownHosts.isEmpty(),
        "trust.authserv-ids",
        authservIds,
        "own-hosts are of use only with the authserv-ids of these servers");
    require(
        !authservIds.contains(WITHOUT_NAME) || !ownHosts.isEmpty(),
        "trust.own-hosts",
        ownHosts,
        "a server without a name is known by its hosts, such as *.outlook.com");
    within("dns-timeout", dnsTimeout, Duration.ofMillis(10), Duration.ofSeconds(10));
    between(1, 64, "trust.dns-threads", dnsThreads);
    between(1, 10_000, "trust.dns-queue", dnsQueue);
    between(10, 1_000_000, "trust.cache-names", cacheNames);
    within("cache-longest", cacheLongest, Duration.ofSeconds(1), Duration.ofDays(1));
    within("cache-shortest", cacheShortest, Duration.ZERO, cacheLongest);
  }

  private static void word(String key, String found) {
    require(
        !found.isBlank() && found.strip().chars().noneMatch(Character::isWhitespace),
        "trust." + key,
        found,
        "each must be one word, such as mx.example.com");
  }

  private static void within(String key, Duration found, Duration least, Duration most) {
    require(
        found.compareTo(least) >= 0 && found.compareTo(most) <= 0,
        "trust." + key,
        found,
        "it must be from %s to %s".formatted(least, most));
  }

  /** The same for the check. */
  DnsLimits limits() {
    return new DnsLimits(dnsTimeout, dnsThreads, dnsQueue, cacheNames, cacheShortest, cacheLongest);
  }

  /** Says what resolvers are. */
  static void checkDns(List<String> dns) {
    require(
        dns.equals(SYSTEM) || dns.stream().allMatch(DnsServers::isAddress),
        "dns",
        dns,
        "it must be system, or addresses of resolvers, such as 192.0.2.53");
  }

  /**
   * The reader of these settings.
   *
   * @param dns resolvers for our own check, or {@code system}; none makes no check
   */
  SenderTrust reader(List<String> dns, ReadLimits reading, Clock clock) {
    SenderTrust byServers = SenderTrust.ofServers(authservIds, ownHosts, reading);
    if (dns.isEmpty()) {
      return byServers;
    }
    DnsServers servers =
        dns.equals(SYSTEM) ? DnsServers.ofSystem(dnsTimeout) : DnsServers.of(dns, dnsTimeout);
    return byServers.withOwnCheck(servers, limits(), clock);
  }
}
