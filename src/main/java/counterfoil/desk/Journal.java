package counterfoil.desk;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;

/** Every mail that was ever taken in, with its state: the promise that nothing is lost. */
public interface Journal {

  /**
   * Keeps a page in one transaction. A mail that is there already (same folder, UIDVALIDITY, UID)
   * is passed over.
   *
   * @return how many were new
   * @throws LeaseLostException when the page was fetched under a lease that another bot has taken
   *     meanwhile; nothing is kept then
   */
  int keep(Page page);

  /** Which of these UIDs of a folder are kept: those may leave the server's inbox. */
  Set<Long> known(Page.Folder folder, Collection<Long> uids);

  /**
   * Claims due mails, oldest first, at most one of a conversation, and commits that: IN_HAND,
   * attempts + 1, a claim number. A mail that was tried before comes alone, so that it can hurt no
   * other.
   *
   * @param mails so many at most
   * @param bytes so many together at most, but always one mail
   */
  List<ClaimedMail> claim(int mails, long bytes);

  /**
   * What is known about the tickets and mails that these cases may touch: a few set-wise queries.
   */
  Known gather(List<Case> cases);

  /**
   * Writes all decisions in one transaction.
   *
   * @param known what they were decided upon
   * @throws ClaimLostException when a mail is no longer ours or a ticket was changed meanwhile;
   *     nothing was written then
   */
  void apply(List<Decision> decisions, Known known);

  /** Gives claimed mails back to be processed again after a while. */
  void putBack(List<ClaimedMail> mails, Duration after, String reason);

  /**
   * Sets a mail aside, whole, with the reason and a ticket that holds its place; nothing happens
   * when the claim is lost.
   *
   * @param placeholder the ticket by its id; not asked when the mail holds one already
   */
  void park(ClaimedMail mail, String reason, LongFunction<Placeholder> placeholder);
}
