package counterfoil.desk;

import counterfoil.letters.ReplyTokens;
import counterfoil.mail.ParsedMail;
import counterfoil.ticket.MailMoves;
import counterfoil.ticket.Ticket;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the judge and the decider go by.
 *
 * @param people who is who
 * @param tokens the reply addresses of the desk
 * @param entitlement whom the desk serves
 * @param floods how many tickets one sender may open
 * @param reopenings how often a ticket may be reopened by mail
 * @param engineersNeedNoProof whether an engineer's reply address is enough without a check that
 *     says who wrote
 * @param isOnlyThanks whether a mail says thanks and nothing else
 * @param passedOn the customer's mail that a mail passes on; empty when none can be told
 */
public record JudgeRules(
    People people,
    ReplyTokens tokens,
    Entitlement entitlement,
    FloodLimits floods,
    ReopenLimits reopenings,
    boolean engineersNeedNoProof,
    Predicate<ParsedMail> isOnlyThanks,
    Function<ParsedMail, Optional<PassedOn>> passedOn) {

  /** Where nobody is known but the desk itself, and all limits are at their defaults. */
  public static JudgeRules of(DeskSettings settings, ReplyTokens tokens) {
    return new JudgeRules(
        People.of(settings),
        tokens,
        Entitlement.DEFAULT,
        FloodLimits.DEFAULTS,
        ReopenLimits.DEFAULTS,
        false,
        mail -> false,
        mail -> Optional.empty());
  }

  /** Who wrote, as far as the status is concerned; a P1 is never settled by thanks (rule 26). */
  MailMoves.Writer writer(Case of, Ticket ticket) {
    return !ticket.priority().equals("P1") && isOnlyThanks.test(of.mail())
        ? MailMoves.Writer.ONLY_THANKS
        : MailMoves.Writer.CUSTOMER;
  }
}
