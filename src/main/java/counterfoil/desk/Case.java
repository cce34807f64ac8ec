package counterfoil.desk;

import counterfoil.facts.Facts;
import counterfoil.mail.ParsedMail;
import counterfoil.screen.Screening;

/**
 * One claimed mail and what was read from it.
 *
 * @param facts empty for mails that are not a person's or a machine's request
 */
public record Case(ClaimedMail claimed, ParsedMail mail, Screening screening, Facts facts) {}
