package counterfoil.trust;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the owner of a domain publishes about mails in its name (RFC 7489 section 6.3), as far as it
 * concerns us. What is to be done with mails that fail does not: see {@link OwnCheck}.
 *
 * @param isStrict whether only signatures of the very same domain count (adkim)
 */
record DmarcPolicy(boolean isStrict) {

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
    // Without a policy that can be understood, one who wants reports still has a record.
    if (!isPolicy(tags.getOrDefault("p", "")) && !tags.containsKey("rua")) {
      return Optional.empty();
    }
    return Optional.of(new DmarcPolicy(tags.getOrDefault("adkim", "r").equalsIgnoreCase("s")));
  }

  private static boolean isPolicy(String word) {
    return word.equalsIgnoreCase("none")
        || word.equalsIgnoreCase("quarantine")
        || word.equalsIgnoreCase("reject");
  }
}
