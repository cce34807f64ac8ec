package counterfoil.history;

import counterfoil.mail.HeaderGlance;
import java.util.Locale;

/** Mails that lie in a folder and that their owner has not sent, or has thrown away. */
final class Flags {

  /** MSG_FLAG_EXPUNGED of Thunderbird: such a mail lies in the file until it is compacted. */
  private static final int EXPUNGED = 0x8;

  private Flags() {}

  /** By the fields that mail programs write into an mbox. */
  static boolean isDiscarded(HeaderGlance header) {
    String status = letters(header.field("status"));
    String more = letters(header.field("x-status"));
    return status.indexOf('D') >= 0
        || more.indexOf('D') >= 0
        || more.indexOf('T') >= 0
        || isExpunged(header.field("x-mozilla-status").strip());
  }

  /** Read, Old, Deleted, Answered, Flagged, drafT; any other word is somebody else's field. */
  private static String letters(String field) {
    String letters = field.strip();
    return letters.matches("[RODAFT]{1,6}") ? letters : "";
  }

  private static boolean isExpunged(String hex) {
    return hex.matches("[0-9A-Fa-f]{1,8}") && (Long.parseLong(hex, 16) & EXPUNGED) != 0;
  }

  /** By the letters behind the name of a file in a Maildir: T is trashed, D is a draft. */
  static boolean isDiscarded(String fileName) {
    int flags = Math.max(fileName.lastIndexOf(":2,"), fileName.lastIndexOf(";2,"));
    String letters = flags < 0 ? "" : fileName.substring(flags + 3).toUpperCase(Locale.ROOT);
    return letters.indexOf('T') >= 0 || letters.indexOf('D') >= 0;
  }
}
