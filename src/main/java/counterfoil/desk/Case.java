package counterfoil.desk;

import counterfoil.facts.Facts;
import counterfoil.mail.ParsedMail;
import counterfoil.screen.Screening;
import counterfoil.trust.Trust;

/**
 * One claimed mail and what was read from it.
 *
 * @param trust how far its author is proved
 * @param pointers what in it points at tickets
 * @param facts empty for mails that are not a person's or a machine's request
 */
public record Case(
    ClaimedMail claimed,
    ParsedMail mail,
    Screening screening,
    Trust trust,
    Pointers pointers,
    Facts facts) {

  /** The same mail, and a person has decided what is to become of it. */
  Case released(Release release) {
    return new Case(claimed.released(release), mail, screening, trust, pointers, facts);
  }
}
