package counterfoil.privacy;

import counterfoil.mail.Address;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Pseudonym;
import counterfoil.ticket.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who is to be named otherwise on one ticket, and how. */
final class Naming {

  private static final String ATEXT = "!#$%&'*+-/=?^_`{|}~.";

  private final Whom whom;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Set<String> stays = new HashSet<>();
  private int next;

  Naming(Whom whom, TicketContent content) {
    this.whom = whom;
    int highest = 0;
    for (Correspondent person : content.people()) {
      numbers.put(person.key(), person.no());
      highest = Math.max(highest, person.no());
      if (person.role() == Role.ENGINEER) {
        stays.add(person.key());
      }
    }
    next =
        1
            + Stream.of(
                    content.entries().stream().map(one -> address(one.author())),
                    content.events().stream().map(one -> one.event().who()),
                    content.mails().stream().map(TicketContent.Mail::sender),
                    Stream.of(content.ticket().requester().email()))
                .flatMap(all -> all)
                .flatMap(address -> Pseudonym.number(address).stream())
                .reduce(highest, Math::max);
    content.entries().stream()
        .filter(
            one -> one.kind() == EntryKind.ENGINEER_REPLY || one.kind() == EntryKind.INTERNAL_NOTE)
        .forEach(one -> stays.add(key(address(one.author()))));
    stays.add(key(content.ticket().owner()));
  }

  /** What stands between the angle brackets, where there are any. */
  static String address(String author) {
    int open = author.lastIndexOf('<');
    return open >= 0 && author.endsWith(">")
        ? author.substring(open + 1, author.length() - 1)
        : author;
  }

  private static String key(String address) {
    return address.isEmpty() ? "" : Address.of(address).key();
  }

  /** The name that an address has from now on; empty when it stays. */
  Optional<String> of(String address) {
    return number(address).map(Pseudonym::of);
  }

  /** The number of that name. */
  Optional<Integer> number(String address) {
    String key = key(address);
    return isMeant(key)
        ? Optional.of(numbers.computeIfAbsent(key, fresh -> next++))
        : Optional.empty();
  }

  private boolean isMeant(String key) {
    if (key.indexOf('@') < 0 || Pseudonym.isOne(key)) {
      return false;
    }
    return whom instanceof Whom.Person person ? person.key().equals(key) : !stays.contains(key);
  }

  /** A text of the desk's own without the addresses that are not to be named. */
  String in(String text) {
    StringBuilder clean = new StringBuilder();
    int done = 0;
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      int start = at;
      while (start > done && isLocal(text.charAt(start - 1))) {
        start--;
      }
      int end = at + 1;
      while (end < text.length() && isDomain(text.charAt(end))) {
        end++;
      }
      while (end > at + 1 && !Character.isLetterOrDigit(text.charAt(end - 1))) {
        end--;
      }
      int bare = start;
      while (bare < at && !Character.isLetterOrDigit(text.charAt(bare))) {
        bare++;
      }
      Optional<String> name = of(text.substring(start, end));
      if (name.isEmpty() && bare > start) {
        name = of(text.substring(bare, end));
        start = bare;
      }
      if (name.isPresent()) {
        clean.append(text, done, start).append(name.get());
        done = end;
      }
    }
    return done == 0 ? text : clean.append(text, done, text.length()).toString();
  }

  private static boolean isLocal(char c) {
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || ATEXT.indexOf(c) >= 0;
  }

  private static boolean isDomain(char c) {
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || c == '.' || c == '-';
  }
}
