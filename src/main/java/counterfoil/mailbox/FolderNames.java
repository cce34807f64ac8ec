package counterfoil.mailbox;

import jakarta.mail.MessagingException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.ListInfo;
import org.eclipse.angus.mail.imap.protocol.Namespaces;
import org.jspecify.annotations.Nullable;

/**
 * What a folder of the settings is called on a server: some keep all of them below {@code INBOX.},
 * and not all separate levels by {@code /} (RFC 2342, RFC 9051 section 5.1).
 */
final class FolderNames {

  private static final String INBOX = "INBOX";

  private final ImapConnection connection;
  private final Map<String, String> found = new HashMap<>();
  private final String prefix;
  private final char separator;

  FolderNames(ImapConnection connection) throws MessagingException {
    this.connection = connection;
    Namespaces.Namespace own = own(connection);
    this.prefix = own == null ? "" : own.prefix;
    this.separator = own == null ? root(connection) : own.delimiter;
  }

  private static Namespaces.@Nullable Namespace own(ImapConnection connection)
      throws MessagingException {
    if (!connection.can("NAMESPACE")) {
      return null;
    }
    for (Response response : connection.command("NAMESPACE")) {
      if (response instanceof IMAPResponse answer && answer.keyEquals("NAMESPACE")) {
        try {
          Namespaces namespaces = new Namespaces(answer);
          return namespaces.personal == null || namespaces.personal.length == 0
              ? null
              : namespaces.personal[0];
        } catch (ProtocolException | RuntimeException e) {
          return null;
        }
      }
    }
    return null;
  }

  private static char root(ImapConnection connection) throws MessagingException {
    return list(connection, "").stream().findFirst().map(root -> root.separator).orElse('/');
  }

  /** The name of a folder that may be there or not. */
  String of(String name) throws MessagingException {
    String known = found.get(name);
    if (known != null) {
      return known;
    }
    for (String candidate : candidates(name)) {
      if (exists(candidate)) {
        found.put(name, candidate);
        return candidate;
      }
    }
    return candidates(name).iterator().next();
  }

  /** The name of a folder that is there now, because it was or because it was made. */
  String made(String name) throws MessagingException {
    if (found.containsKey(name)) {
      return found.get(name);
    }
    String likely = of(name);
    if (found.containsKey(name)) {
      return likely;
    }
    CommandRefusedException refused = null;
    for (String candidate : candidates(name)) {
      try {
        connection.command("CREATE", candidate);
        found.put(name, candidate);
        return candidate;
      } catch (CommandRefusedException e) {
        refused = refused == null ? e : refused;
      }
    }
    throw new CommandRefusedException(
        "there is no folder \"%s\", and it cannot be made: %s"
            .formatted(name, refused == null ? "" : refused.getMessage()));
  }

  /** Somebody may have removed or renamed folders meanwhile. */
  void forget() {
    found.clear();
  }

  /** Most likely first: below what the server says is ours, as it is written, below INBOX. */
  private Set<String> candidates(String name) {
    if (name.equalsIgnoreCase(INBOX)) {
      return Set.of(INBOX);
    }
    String written = separator == 0 ? name : name.replace('/', separator);
    Set<String> candidates = new LinkedHashSet<>();
    if (!written.startsWith(prefix)) {
      candidates.add(prefix + written);
    }
    candidates.add(written);
    if (separator != 0 && !written.startsWith(INBOX + separator)) {
      candidates.add(INBOX + separator + written);
    }
    return candidates;
  }

  private boolean exists(String name) throws MessagingException {
    // A name is a pattern here, so what comes back must be the very name.
    return name.equals(INBOX)
        || list(connection, name).stream()
            .anyMatch(folder -> folder.canOpen && name.equals(folder.name));
  }

  private static List<ListInfo> list(ImapConnection connection, String pattern)
      throws MessagingException {
    try {
      ListInfo[] folders = connection.wire().list("", pattern);
      return folders == null ? List.of() : List.of(folders);
    } catch (ProtocolException e) {
      throw new MessagingException("the server does not list its folders: " + e.getMessage(), e);
    }
  }
}
