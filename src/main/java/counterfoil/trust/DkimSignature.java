package counterfoil.trust;

import counterfoil.mail.DomainName;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A DKIM-Signature field (RFC 6376 section 3.5) that can be checked.
 *
 * @param algorithm {@code rsa-sha256} or {@code ed25519-sha256}
 * @param domain of the signer (d=), as A-labels
 * @param selector of its key (s=), as A-labels
 * @param identity the domain of i=, the signer's own or one below it
 * @param fields that are signed (h=), in lower case
 * @param hasRelaxedHeader whether white space in the header may change on the way
 * @param hasRelaxedBody the same for the body
 * @param bodyHash SHA-256
 * @param signature over the header
 * @param expires when it no longer counts
 */
record DkimSignature(
    String algorithm,
    String domain,
    String selector,
    String identity,
    List<String> fields,
    boolean hasRelaxedHeader,
    boolean hasRelaxedBody,
    byte[] bodyHash,
    byte[] signature,
    Optional<Instant> expires) {

  /** SHA-1 is refused (RFC 8301 section 3.1). */
  private static final Set<String> ALGORITHMS = Set.of("rsa-sha256", "ed25519-sha256");

  /**
   * Reads a field.
   *
   * @param value unfolded
   * @return the signature, or why there is none that counts
   */
  static Checked<DkimSignature> of(String value) {
    Optional<Map<String, String>> list = TagList.of(value);
    if (list.isEmpty() || !list.get().getOrDefault("v", "").equals("1")) {
      return Checked.fault("it cannot be read");
    }
    Map<String, String> tags = list.get();
    if (tags.containsKey("l")) {
      return Checked.fault("it covers only the beginning of the mail");
    }
    try {
      return read(tags);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      return Checked.fault("it cannot be read");
    }
  }

  private static Checked<DkimSignature> read(Map<String, String> tags) {
    String algorithm = tags.getOrDefault("a", "").toLowerCase(Locale.ROOT);
    String domain = DomainName.aLabel(tags.getOrDefault("d", ""));
    String selector = DomainName.aLabel(tags.getOrDefault("s", ""));
    String identity = tags.getOrDefault("i", "@" + domain);
    String identityDomain = DomainName.aLabel(identity.substring(identity.lastIndexOf('@') + 1));
    List<String> fields =
        Arrays.stream(tags.getOrDefault("h", "").toLowerCase(Locale.ROOT).split(":"))
            .map(String::strip)
            .toList();
    String[] canonical = tags.getOrDefault("c", "simple").toLowerCase(Locale.ROOT).split("/", -1);
    boolean isByDns =
        Arrays.stream(tags.getOrDefault("q", "dns/txt").split(":"))
            .anyMatch(method -> method.strip().equalsIgnoreCase("dns/txt"));
    if (!ALGORITHMS.contains(algorithm)) {
      return Checked.fault("its algorithm does not count");
    }
    if (!fields.contains("from")) {
      return Checked.fault("it does not cover the author");
    }
    boolean isOfDomain = identityDomain.equals(domain) || identityDomain.endsWith("." + domain);
    if (domain.isEmpty() || selector.isEmpty() || !isOfDomain || !isByDns) {
      return Checked.fault("it cannot be read");
    }
    String body = canonical.length > 1 ? canonical[1] : "simple";
    return Checked.of(
        new DkimSignature(
            algorithm,
            domain,
            selector,
            identityDomain,
            fields,
            isRelaxed(canonical[0]),
            isRelaxed(body),
            bytes(tags, "bh"),
            bytes(tags, "b"),
            Optional.ofNullable(tags.get("x")).map(DkimSignature::time)));
  }

  private static boolean isRelaxed(String canonicalization) {
    if (!canonicalization.equals("relaxed") && !canonicalization.equals("simple")) {
      throw new IllegalArgumentException("unknown canonicalization");
    }
    return canonicalization.equals("relaxed");
  }

  private static byte[] bytes(Map<String, String> tags, String name) {
    return Base64.getDecoder().decode(TagList.solid(tags.getOrDefault(name, "")));
  }

  private static Instant time(String seconds) {
    // Up to twelve digits (section 3.5); a later time is for ever.
    return seconds.length() > 12 ? Instant.MAX : Instant.ofEpochSecond(Long.parseLong(seconds));
  }

  /** Where the key is published (section 3.6.2.1). */
  String keyName() {
    return selector + "._domainkey." + domain;
  }
}
