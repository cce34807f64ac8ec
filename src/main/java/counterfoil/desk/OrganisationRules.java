package counterfoil.desk;

import counterfoil.desk.OrganisationBook.Draft;
import counterfoil.ticket.AddressKey;
import counterfoil.ticket.DomainName;
import counterfoil.ticket.OneLine;
import counterfoil.ticket.Organisation;
import counterfoil.ticket.Organisations;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an organisation that is added on the page may be, beside those of the file, and what of it
 * counts (rule 20).
 */
public final class OrganisationRules {

  private static final String FILE = "config/organisations.yaml";

  /** Domains and addresses of one organisation; more than that are a mistake of a program. */
  private static final int MOST = 1_000;

  private final Organisations files;
  private final Set<String> publicMailDomains;
  private final Set<String> ownAddresses;

  /**
   * @param files the organisations of the file
   * @param publicMailDomains in lower case
   * @param ownAddresses of the desk's mailboxes, in lower case
   */
  public OrganisationRules(
      Organisations files, Set<String> publicMailDomains, Set<String> ownAddresses) {
    this.files = files;
    this.publicMailDomains = Set.copyOf(publicMailDomains);
    this.ownAddresses = Set.copyOf(ownAddresses);
  }

  /** The organisations of the file. */
  public Organisations files() {
    return files;
  }

  /**
   * What a draft comes to.
   *
   * @param organisation empty when it cannot be
   * @param refusal why not; empty when it can
   */
  public record Checked(Optional<Organisation> organisation, String refusal) {

    static Checked refused(String sentence) {
      return new Checked(Optional.empty(), sentence);
    }
  }

  /** Whether a draft can be an organisation, as far as the file knows. */
  public Checked check(Draft draft) {
    String name = draft.name().strip();
    List<String> domains = words(draft.domains());
    List<String> addresses = words(draft.addresses());
    Optional<String> refusal =
        refusal(name)
            .or(() -> count(domains.size() + addresses.size()))
            .or(() -> domains.stream().flatMap(typed -> domain(typed).stream()).findFirst())
            .or(() -> addresses.stream().flatMap(typed -> address(typed).stream()).findFirst());
    return refusal.map(Checked::refused).orElseGet(() -> accepted(draft, domains, addresses));
  }

  private static Checked accepted(Draft draft, List<String> domains, List<String> addresses) {
    Set<String> names = new LinkedHashSet<>();
    domains.forEach(typed -> DomainName.of(typed).ifPresent(names::add));
    Set<String> keys = new LinkedHashSet<>();
    addresses.forEach(typed -> AddressKey.of(typed).ifPresent(keys::add));
    return new Checked(
        Optional.of(new Organisation(draft.name().strip(), names, keys, draft.isEntitled())), "");
  }

  private Optional<String> refusal(String name) {
    if (!OneLine.isName(name)) {
      return Optional.of("The name must be one line, of at most 100 characters that can be seen.");
    }
    return files
        .named(name)
        .map(one -> "%s is in %s; it is changed there.".formatted(one.name(), FILE));
  }

  private static Optional<String> count(int size) {
    if (size == 0) {
      return Optional.of(
          "An organisation needs a domain or an address, by which its people are known.");
    }
    return size > MOST
        ? Optional.of("An organisation has at most %d domains and addresses.".formatted(MOST))
        : Optional.empty();
  }

  private Optional<String> domain(String typed) {
    Optional<String> domain = DomainName.of(typed);
    if (domain.isEmpty()) {
      return Optional.of(
          "\"%s\" is no domain; one looks like harbour-hotels.example.".formatted(shown(typed)));
    }
    if (publicMailDomains.contains(domain.get())) {
      return Optional.of(
          "At %s anybody can have an address; give the addresses of its people one by one."
              .formatted(domain.get()));
    }
    return files
        .ofDomain(domain.get())
        .map(
            one ->
                "%s belongs to %s by %s; it is changed there."
                    .formatted(domain.get(), one.name(), FILE));
  }

  private Optional<String> address(String typed) {
    Optional<String> address = AddressKey.of(typed);
    if (address.isEmpty()) {
      return Optional.of(
          "\"%s\" is no address; one looks like nadia.hart@harbour-hotels.example."
              .formatted(shown(typed)));
    }
    if (ownAddresses.contains(address.get())) {
      return Optional.of("%s is the desk's own mailbox.".formatted(address.get()));
    }
    return ofFile(address.get())
        .map(
            one ->
                "%s belongs to %s by %s; it is changed there."
                    .formatted(address.get(), one.name(), FILE));
  }

  /** Whom the file gives an address to. */
  public Optional<Organisation> ofFile(String addressKey) {
    return files.of(addressKey, AddressKey.domain(addressKey));
  }

  /** Whether people of a domain have something in common. */
  public boolean isPublic(String domain) {
    return publicMailDomains.contains(domain);
  }

  /** What of an organisation of the page is in the file as well, and counts only there. */
  public Set<String> inFile(Organisation one) {
    Set<String> found = new LinkedHashSet<>();
    files.named(one.name()).ifPresent(other -> found.add(one.name()));
    one.domains().stream().filter(domain -> files.ofDomain(domain).isPresent()).forEach(found::add);
    one.addresses().stream().filter(address -> ofFile(address).isPresent()).forEach(found::add);
    return found;
  }

  /** Domains of an organisation of the page that became public ones since, and count no more. */
  public Set<String> publicDomains(Organisation one) {
    Set<String> found = new LinkedHashSet<>(one.domains());
    found.retainAll(publicMailDomains);
    return found;
  }

  /** The words of texts that are apart by spaces, commas, semicolons or lines. */
  private static List<String> words(List<String> texts) {
    return texts.stream()
        .flatMap(text -> Stream.of(text.split("[\\s,;]+")))
        .filter(word -> !word.isEmpty())
        .distinct()
        .toList();
  }

  private static String shown(String typed) {
    return typed.codePointCount(0, typed.length()) > 100
        ? typed.substring(0, typed.offsetByCodePoints(0, 100)) + "..."
        : typed;
  }
}
