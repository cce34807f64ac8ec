package counterfoil.web;

import counterfoil.mail.Address;
import counterfoil.ticket.Correspondent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Somebody on a ticket, as its page shows them.
 *
 * @param role one word for what they are to it; empty when they are not on it
 * @param since who is a participant sees what came after that
 * @param isMixedScript whether the address may be taken for another: see {@link
 *     Address#isMixedScript()}
 */
public record PersonLine(
    String address, String name, String role, Optional<Instant> since, boolean isMixedScript) {

  static PersonLine of(Correspondent one) {
    return new PersonLine(
        one.person().email(),
        one.person().name(),
        one.role().name().toLowerCase(Locale.ROOT),
        Optional.of(one.since()),
        Address.of(one.person().email()).isMixedScript());
  }

  /** Who has this address, and if it is nobody on the ticket, the address itself. */
  static PersonLine named(List<Correspondent> people, String typed) {
    Address address = Address.of(Typed.line(typed));
    return people.stream()
        .filter(one -> one.key().equals(address.key()))
        .map(PersonLine::of)
        .findFirst()
        .orElseGet(
            () ->
                new PersonLine(address.email(), "", "", Optional.empty(), address.isMixedScript()));
  }
}
