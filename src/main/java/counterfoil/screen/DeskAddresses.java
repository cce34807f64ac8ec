package counterfoil.screen;

import counterfoil.mail.Address;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The desk's own mailboxes, and what can be told from them. */
final class DeskAddresses {

  private final Set<String> addresses;
  private final Set<String> domains;

  DeskAddresses(Set<String> addresses) {
    this.addresses =
        addresses.stream()
            .map(address -> Address.of(address.strip()).key())
            .collect(Collectors.toUnmodifiableSet());
    this.domains =
        this.addresses.stream()
            .map(address -> Address.of(address).domain())
            .filter(domain -> !domain.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  boolean includes(Address address) {
    return addresses.contains(address.key());
  }

  /** Whether a Message-ID, without brackets, is of the shape our letters have. */
  boolean wrote(String messageId) {
    return messageId.toLowerCase(Locale.ROOT).startsWith("counterfoil.")
        && domains.contains(Address.of(messageId).domain());
  }

  /**
   * Whether a list field names one of our mailboxes: by its address, or as a list identifier, where
   * the {@code @} is a dot (RFC 2919 section 2).
   */
  boolean namedIn(String listField) {
    String field = listField.toLowerCase(Locale.ROOT);
    return addresses.stream()
        .anyMatch(
            address ->
                field.contains("<" + address.replace('@', '.') + ">")
                    || field.strip().equals(address.replace('@', '.'))
                    || field.contains("mailto:" + address + ">")
                    || field.contains("<" + address + ">"));
  }
}
