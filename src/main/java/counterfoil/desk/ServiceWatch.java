package counterfoil.desk;

import counterfoil.ticket.Goal;

/**
 * Looks after the promises of the desk (rule 40). However many bots look at the same time, and
 * whenever one of them dies, each thing is said once.
 */
public interface ServiceWatch {

  /**
   * Wakes whoever is on call for new P1 tickets, warns before a target is missed and raises the
   * alarm when it is, reminds silent customers and resolves what they never answered. The route
   * {@code clocks} calls it.
   */
  void look();

  /** How many promises this bot has found broken since its start. */
  long breaches(Goal goal);
}
