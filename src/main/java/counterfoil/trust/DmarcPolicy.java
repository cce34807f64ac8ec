package counterfoil.trust;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the owner of a domain publishes about mails in its name (RFC 7489 section 6.3).
 *
 * @param asksForAction whether mails that fail are to be rejected or put aside
 * @param asksForSubdomains the same for mails from its subdomains
 * @param isStrict whether only signatures of the very same domain count (adkim)
 */
record DmarcPolicy(boolean asksForAction, boolean asksForSubdomains, boolean isStrict) {

  /** The policy in the texts of a name; none when there is not exactly one (section 6.6.3). */
  static Optional<DmarcPolicy> of(List<String> texts) {
    List<String> records = texts.stream().filter(DmarcPolicy::isRecord).toList();
    return records.size() == 1
        ? TagList.of(records.get(0)).flatMap(DmarcPolicy::of)
        : Optional.empty();
  }

  /** The version is the first tag, to the letter. */
  private static boolean isRecord(String text) {
    int end = text.indexOf(';');
    String[] first = (end < 0 ? text : text.substring(0, end)).split("=", 2);
    return first.length == 2 && first[0].strip().equals("v") && first[1].strip().equals("DMARC1");
  }

  private static Optional<DmarcPolicy> of(Map<String, String> tags) {
    String own = tags.getOrDefault("p", "");
    boolean isPolicy = isPolicy(own);
    if (!isPolicy && !tags.containsKey("rua")) {
      return Optional.empty();
    }
    String below = tags.getOrDefault("sp", own);
    return Optional.of(
        new DmarcPolicy(
            isPolicy && !own.equalsIgnoreCase("none"),
            isPolicy(below) && !below.equalsIgnoreCase("none"),
            tags.getOrDefault("adkim", "r").equalsIgnoreCase("s")));
  }

  private static boolean isPolicy(String word) {
    return word.equalsIgnoreCase("none")
        || word.equalsIgnoreCase("quarantine")
        || word.equalsIgnoreCase("reject");
  }
}
