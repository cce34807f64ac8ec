package counterfoil.trust;

import com.google.common.net.InternetDomainName;

/**
 * The domain that one owner registered (RFC 7489 section 3.2): one label more than the longest
 * public suffix, by the list of publicsuffix.org that Guava carries, with its private part: two
 * sites of a hosting company are of two owners.
 */
final class OrganisationalDomain {

  private OrganisationalDomain() {}

  /**
   * The organisational domain of a domain in A-labels. What is no name of the public DNS, and a
   * public suffix, stands for itself.
   */
  static String of(String domain) {
    if (!InternetDomainName.isValid(domain)) {
      return domain;
    }
    InternetDomainName name = InternetDomainName.from(domain);
    if (name.isUnderPublicSuffix()) {
      return name.topPrivateDomain().toString();
    }
    // A top-level domain that the list does not know is a public suffix (rule "*" of the list).
    int labels = name.parts().size();
    boolean isUnknown = !name.hasPublicSuffix() && labels > 1;
    return isUnknown ? name.parts().get(labels - 2) + "." + name.parts().get(labels - 1) : domain;
  }

  /** Whether two domains in A-labels belong to one owner: the relaxed mode of DMARC. */
  static boolean areAligned(String one, String other) {
    return !one.isEmpty() && !other.isEmpty() && (one.equals(other) || of(one).equals(of(other)));
  }
}
