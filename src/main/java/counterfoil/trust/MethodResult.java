package counterfoil.trust;

import counterfoil.mail.Address;
import java.util.Map;

/**
 * What came of one method of an Authentication-Results field (RFC 8601 section 2.2).
 *
 * @param method such as {@code dmarc}, in lower case
 * @param result such as {@code pass}, in lower case
 * @param properties by name in lower case, such as {@code header.from}; one that is named twice
 *     with two values is empty
 * @param comments what stands in its comments; the RFC gives them no meaning
 */
record MethodResult(String method, String result, Map<String, String> properties, String comments) {

  boolean passed() {
    return result.equals("pass");
  }

  /** The domain of a property, which may be an address; empty when there is none. */
  String domain(String property) {
    String value = properties.getOrDefault(property, "");
    return Address.of("@" + value).domain();
  }
}
