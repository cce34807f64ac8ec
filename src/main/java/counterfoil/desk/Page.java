package counterfoil.desk;

import java.util.List;
import java.util.Optional;

/**
 * Mails fetched from one folder in one go.
 *
 * @param folder where on the server
 * @param mails oldest first
 * @param lease under which they were fetched; empty when nobody else can fetch the same
 */
public record Page(Folder folder, List<RawMail> mails, Optional<Lease> lease) {

  /** Mails that nobody else can fetch. */
  public Page(Folder folder, List<RawMail> mails) {
    this(folder, mails, Optional.empty());
  }

  /**
   * A folder of a mailbox, at one of its UIDVALIDITY values.
   *
   * @param mailbox the name in the settings
   * @param name such as {@code INBOX}
   * @param uidValidity UIDs mean something only together with it
   */
  public record Folder(String mailbox, String name, long uidValidity) {}
}
