package counterfoil.trust;

import counterfoil.mail.DomainName;
import counterfoil.mail.RawHeader;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which Authentication-Results are believed (RFC 8601 section 5): those of a server that the
 * settings name, the topmost of them, above the first Received field of a server that is not ours.
 * What stands below that field was there before the mail came to us, whatever it calls itself.
 *
 * <p>Our server must take away such fields of others that bear its name, as the RFC asks: one that
 * is left directly below its own Received fields looks like its own.
 */
final class OurServers {

  /** Among the ids, it names a server that writes none, as Microsoft 365 does. */
  static final String WITHOUT_ID = "-";

  private final Set<String> ids = new HashSet<>();
  private final List<String> hosts;

  /**
   * @param ids authserv-ids that are believed; {@code -} is the field that names none
   * @param hosts in the Received fields of our servers; one may begin or end with an asterisk.
   *     Empty means the ids
   */
  OurServers(List<String> ids, List<String> hosts) {
    ids.forEach(
        id -> this.ids.add(id.strip().equals(WITHOUT_ID) ? "" : DomainName.aLabel(id.strip())));
    this.hosts =
        (hosts.isEmpty() ? ids : hosts).stream().map(h -> DomainName.aLabel(h.strip())).toList();
  }

  boolean isEmpty() {
    return ids.isEmpty();
  }

  /** What our server found out about this mail; empty when it says nothing. */
  Optional<AuthenticationResults> results(RawHeader header) {
    for (RawHeader.Field field : header.fields()) {
      if (field.name().equals("authentication-results")) {
        AuthenticationResults results = AuthenticationResults.of(header.value(field));
        if (ids.contains(results.server())) {
          return Optional.of(results);
        }
      } else if (field.name().equals("received") && !isOurs(header.value(field))) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private boolean isOurs(String received) {
    String host = ReceivedField.host(received);
    return !host.isEmpty() && hosts.stream().anyMatch(ours -> matches(ours, host));
  }

  private static boolean matches(String ours, String host) {
    if (ours.startsWith("*")) {
      return host.length() >= ours.length() && host.endsWith(ours.substring(1));
    }
    return ours.endsWith("*")
        ? host.startsWith(ours.substring(0, ours.length() - 1))
        : host.equals(ours);
  }
}
