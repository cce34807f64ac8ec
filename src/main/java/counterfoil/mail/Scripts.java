package counterfoil.mail;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whether an address is written so that it can be taken for another one. */
final class Scripts {

  /** What is written together every day (UTS #39 section 5.2, "highly restrictive"). */
  private static final List<Set<UnicodeScript>> TOGETHER =
      List.of(
          EnumSet.of(
              UnicodeScript.LATIN,
              UnicodeScript.HAN,
              UnicodeScript.HIRAGANA,
              UnicodeScript.KATAKANA),
          EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
          EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL));

  private Scripts() {}

  /** See {@link Address#isMixedScript()}. */
  static boolean areMixedIn(Address address) {
    String email = address.email();
    String domain = DomainName.shown(address.domain());
    if (DomainName.isAscii(email) && DomainName.isAscii(domain)) {
      return false;
    }
    return isMixed(email.substring(0, Math.max(0, email.lastIndexOf('@'))))
        || isMixed(domain)
        || hasStandIns(email);
  }

  private static boolean isMixed(String text) {
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    text.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
    scripts.remove(UnicodeScript.COMMON);
    scripts.remove(UnicodeScript.INHERITED);
    return scripts.size() > 1 && TOGETHER.stream().noneMatch(some -> some.containsAll(scripts));
  }

  /** Characters that Unicode holds to be another form of ASCII ones, such as full-width letters. */
  private static boolean hasStandIns(String text) {
    return text.codePoints()
        .filter(c -> c >= 0x80)
        .mapToObj(Character::toString)
        .anyMatch(c -> DomainName.isAscii(Normalizer.normalize(c, Normalizer.Form.NFKC)));
  }
}
