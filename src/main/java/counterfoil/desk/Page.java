package counterfoil.desk;

import java.util.List;

/**
 * Mails fetched from one folder in one go.
 *
 * @param folder where on the server
 * @param mails oldest first
 */
public record Page(Folder folder, List<RawMail> mails) {

  /**
   * A folder of a mailbox, at one of its UIDVALIDITY values.
   *
   * @param mailbox the name in the settings
   * @param name such as {@code INBOX}
   * @param uidValidity UIDs mean something only together with it
   */
  public record Folder(String mailbox, String name, long uidValidity) {}
}
