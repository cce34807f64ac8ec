package counterfoil.desk;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The journal's door for mails that lie in files. */
public interface History {

  /** The folder under which the journal has them; a server's folders have UIDs of 32 bits. */
  String FOLDER = "import";

  /**
   * Keeps mails in one transaction. A mail that is there already, byte by byte, is passed over.
   *
   * @param mailbox the name of the mailbox that their tickets belong to
   * @param origin not {@link Origin#DELIVERED}
   * @return how many were new
   */
  int keep(String mailbox, Origin origin, List<HistoricMail> mails);

  /** Which of these were imported into a mailbox before. */
  Set<HistoricMail.Key> known(String mailbox, Collection<HistoricMail.Key> keys);

  /** Adds to what is known whatever these cases may touch; writes nothing and draws no number. */
  void gather(List<Case> cases, Known known);
}
