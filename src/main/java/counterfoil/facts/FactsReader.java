package counterfoil.facts;

import counterfoil.mail.ParsedMail;

/** Reads the facts of a mail by the definitions of the desk. A blank beats a wrong guess. */
public interface FactsReader {

  /** The facts of this mail; never throws on any text. */
  Facts read(ParsedMail mail);
}
