package counterfoil.mailbox;

import counterfoil.desk.Page;
import counterfoil.desk.RawMail;
import jakarta.mail.MessagingException;
import java.util.Collection;
import java.util.List;

/**
 * An open folder of a mailbox. Speaks in UIDs and raw bytes only: nothing here looks into a mail,
 * and no flag decides what is new (rule 2). Belongs to one thread. A {@link
 * CommandRefusedException} leaves the connection usable; after any other exception it is gone.
 */
interface MailFolder {

  /** Under which the journal keeps its mails. */
  Page.Folder key();

  /** The UIDs that lie here and were not told before on this connection, oldest mail first. */
  long[] fresh() throws MessagingException;

  /** The UIDs of all mails that lie here and were told on this connection. */
  long[] told() throws MessagingException;

  /** Those of these mails that are still here, in the same order. */
  List<Listed> list(long[] uids) throws MessagingException;

  /**
   * The raw bytes of these mails, or the beginning of one that is too large. A mail that the server
   * does not hand out whole, or that is gone, is not among them.
   */
  List<RawMail> fetch(List<Listed> mails) throws MessagingException;

  /** The same for one mail that broke the connection that way, in another. */
  List<RawMail> fetchAtOnce(Listed mail) throws MessagingException;

  /**
   * Takes kept mails out of the folder, as far as they are not to stay; never expunges what
   * somebody else has marked (rule 7).
   */
  void takeOut(Collection<Listed> kept) throws MessagingException;
}
