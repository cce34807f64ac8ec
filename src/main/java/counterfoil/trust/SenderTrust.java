package counterfoil.trust;

import counterfoil.mail.Address;
import counterfoil.mail.ParsedMail;
import counterfoil.mail.RawHeader;
import counterfoil.mail.ReadLimits;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The word of our own mail server first (rule 18); where it says nothing and the DNS may be asked,
 * our own check. Whose mail it is, the one From field says (rule 17): what is proven is proven of
 * the domain of that address, in the form in which addresses are compared.
 */
public final class SenderTrust implements TrustReader, AutoCloseable {

  private static final Trust NO_AUTHOR =
      Trust.unknown("The mail does not name exactly one author.");
  private static final Trust NOTHING_SET = Trust.unknown("No authserv-id is configured.");
  private static final Trust NOTHING_SAID =
      Trust.unknown("None of our mail servers says anything about the sender.");

  private final OurServers servers;
  private final ReadLimits limits;
  private final Optional<OwnCheck> own;

  private SenderTrust(OurServers servers, ReadLimits limits, Optional<OwnCheck> own) {
    this.servers = servers;
    this.limits = limits;
    this.own = own;
  }

  /**
   * Believes our servers, and asks nobody.
   *
   * @param authservIds whose Authentication-Results are believed; {@code -} is a server that writes
   *     none, as Microsoft 365 does
   * @param ownHosts of the Received fields that are ours; one may begin or end with an asterisk.
   *     Empty means the authserv-ids
   * @param limits of the reader of the mails
   */
  public static SenderTrust ofServers(
      List<String> authservIds, List<String> ownHosts, ReadLimits limits) {
    return new SenderTrust(new OurServers(authservIds, ownHosts), limits, Optional.empty());
  }

  /** The same, with a check of its own where our servers say nothing. */
  public SenderTrust withOwnCheck(Dns dns, DnsLimits dnsLimits, Clock clock) {
    return new SenderTrust(servers, limits, Optional.of(new OwnCheck(dns, dnsLimits, clock)));
  }

  @Override
  public Trust read(ParsedMail mail, byte[] raw) {
    try {
      Optional<Address> author = mail.author();
      if (author.isEmpty()) {
        return NO_AUTHOR;
      }
      return servers.isEmpty() && own.isEmpty()
          ? NOTHING_SET
          : of(author.get().domain(), RawHeader.of(raw, limits));
    } catch (RuntimeException | StackOverflowError | LinkageError surprise) {
      return Trust.unknown("The sender could not be checked: " + surprise.getClass().getName());
    }
  }

  private Trust of(String author, RawHeader header) {
    Optional<AuthenticationResults> said = servers.results(header);
    if (said.isPresent()) {
      return ServersVerdict.of(said.get(), author);
    }
    return own.map(check -> check.trust(header, author)).orElse(NOTHING_SAID);
  }

  @Override
  public void close() {
    own.ifPresent(OwnCheck::close);
  }
}
