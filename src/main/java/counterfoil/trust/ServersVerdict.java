package counterfoil.trust;

import counterfoil.trust.Trust.Level;
import java.util.List;
import java.util.Locale;

/** What follows from the words of our own server for the author of a mail. */
final class ServersVerdict {

  /** Where servers tell which policy the owner of the domain has published, or what they did. */
  private static final List<String> POLICIES =
      List.of("policy.dmarc", "policy.published-domain-policy", "action");

  private final AuthenticationResults said;
  private final String author;
  private final String server;

  private ServersVerdict(AuthenticationResults said, String author) {
    this.said = said;
    this.author = author;
    this.server = said.server().isEmpty() ? "our mail server" : said.server();
  }

  /**
   * @param said by a server that is believed
   * @param author the domain of the author, as A-labels
   */
  static Trust of(AuthenticationResults said, String author) {
    return new ServersVerdict(said, author).trust();
  }

  private Trust trust() {
    if (!said.isReadable()) {
      return Trust.unknown("What %s says about the sender cannot be read.".formatted(server));
    }
    List<MethodResult> dmarc = results("dmarc");
    return dmarc.isEmpty() ? withoutDmarc() : byDmarc(dmarc);
  }

  private List<MethodResult> results(String method) {
    return said.results().stream().filter(one -> one.method().equals(method)).toList();
  }

  /** Of several results the worst counts: strangers' words may have got into the field. */
  private Trust byDmarc(List<MethodResult> results) {
    if (results.stream().anyMatch(one -> !one.domain("header.from").equals(author))) {
      return Trust.unknown(
          "%s did not check DMARC for the domain of the author, %s.".formatted(server, author));
    }
    for (MethodResult one : results) {
      if (one.result().equals("fail")) {
        return isWithoutPolicy(one)
            ? Trust.unknown(
                "%s says that DMARC failed for %s, which asks for nothing in that case."
                    .formatted(server, author))
            : new Trust(
                Level.C,
                "%s says that DMARC failed for %s: somebody else may have written this."
                    .formatted(server, author),
                proof("dmarc=fail header.from=" + author));
      }
    }
    return results.stream().allMatch(MethodResult::passed)
        ? passed("DMARC", "dmarc=pass header.from=" + author)
        : Trust.unknown(
            "%s has no verdict of DMARC for %s: %s."
                .formatted(server, author, words(results.get(0).result())));
  }

  private Trust withoutDmarc() {
    for (MethodResult one : results("dkim")) {
      String signer = one.domain("header.d");
      String domain = signer.isEmpty() ? one.domain("header.i") : signer;
      if (one.passed() && OrganisationalDomain.areAligned(domain, author)) {
        return passed("a DKIM signature", "dkim=pass header.d=" + domain);
      }
    }
    for (MethodResult one : results("spf")) {
      String domain = one.domain("smtp.mailfrom");
      if (one.passed() && OrganisationalDomain.areAligned(domain, author)) {
        return passed("SPF", "spf=pass smtp.mailfrom=" + domain);
      }
    }
    return Trust.unknown("%s found no proof that this is from %s.".formatted(server, author));
  }

  private Trust passed(String method, String result) {
    return new Trust(
        Level.A, "%s says that %s passed for %s.".formatted(server, method, author), proof(result));
  }

  private String proof(String result) {
    return "Authentication-Results: "
        + (said.server().isEmpty() ? "" : said.server() + "; ")
        + result;
  }

  /**
   * Whether the owner of the domain asks for no action (p=none). The field has no place for it that
   * all servers know; most tell it in a comment.
   */
  private boolean isWithoutPolicy(MethodResult failed) {
    for (String property : POLICIES) {
      if (failed.properties().containsKey(property)) {
        return failed.properties().get(property).equalsIgnoreCase("none");
      }
    }
    boolean isSubdomain = !OrganisationalDomain.of(author).equals(author);
    String subdomains = comment(failed, "sp");
    String own = comment(failed, isSubdomain && !subdomains.isEmpty() ? "sp" : "p");
    return own.equals("none") || own.isEmpty() && comment(failed, "policy").equals("none");
  }

  /** The value of {@code name=value} in the comments; empty when there is none. */
  private static String comment(MethodResult result, String name) {
    for (String word : result.comments().toLowerCase(Locale.ROOT).split("[ \t(),;]")) {
      if (word.startsWith(name + "=")) {
        return word.substring(name.length() + 1);
      }
    }
    return "";
  }

  /** A word of ASCII letters, for a sentence. */
  private static String words(String result) {
    return result.length() < 30 && result.chars().allMatch(c -> c >= 'a' && c <= 'z')
        ? result
        : "an unknown word";
  }
}
