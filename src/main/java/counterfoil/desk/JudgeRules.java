package counterfoil.desk;

import counterfoil.letters.ReplyTokens;
import counterfoil.screen.OnlyThanks;
import counterfoil.screen.Thanks;
import counterfoil.ticket.MailMoves;
import counterfoil.ticket.Status;
import counterfoil.ticket.Ticket;

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
 * @param thanks tells mails that say thanks and nothing else
 */
public record JudgeRules(
    People people,
    ReplyTokens tokens,
    Entitlement entitlement,
    FloodLimits floods,
    ReopenLimits reopenings,
    boolean engineersNeedNoProof,
    OnlyThanks thanks) {

  /** Where nobody is known but the desk itself, and all limits are at their defaults. */
  public static JudgeRules of(DeskSettings settings, ReplyTokens tokens) {
    return new JudgeRules(
        People.of(settings),
        tokens,
        Entitlement.DEFAULT,
        FloodLimits.DEFAULTS,
        ReopenLimits.DEFAULTS,
        false,
        new Thanks());
  }

  /**
   * Who wrote, as far as the status is concerned; a P1 is never settled by thanks (rule 26). Where
   * the desk waits for an answer, "ok" is one.
   */
  MailMoves.Writer writer(Case of, Ticket ticket) {
    boolean wasAsked = ticket.status() == Status.WAITING_FOR_CUSTOMER;
    return !ticket.priority().equals("P1") && thanks.seenIn(of.mail(), wasAsked).isPresent()
        ? MailMoves.Writer.ONLY_THANKS
        : MailMoves.Writer.CUSTOMER;
  }
}
