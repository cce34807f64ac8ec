package counterfoil.mailbox;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.List;

/** A connection to the server of a mailbox. Belongs to one thread, but for {@link #wake}. */
interface MailServer extends AutoCloseable {

  /** The folders that are watched, as {@link #open} knows them; the first is listened to. */
  List<String> folders();

  /**
   * Opens a folder, and closes the one that was open. What it has told already it does not tell
   * again, unless its UIDVALIDITY is new.
   *
   * @throws CommandRefusedException when there is no such folder, or it may not be read
   */
  MailFolder open(String name) throws MessagingException;

  /**
   * Waits in the open folder until something arrives there, the time is over or {@link #wake} is
   * called.
   *
   * @return whether the server said that something arrived
   */
  boolean await(Duration atMost) throws MessagingException;

  /** Ends every wait, now and later; may be called by another thread. */
  void wake();

  @Override
  void close();
}
