package counterfoil.history;

import java.util.Locale;

/** How mails lie in files. */
public enum Kind {
  /** One file, in which each mail begins with a From_ line (RFC 4155). */
  MBOX,
  /** A folder with {@code cur} and {@code new}, one file a mail. */
  MAILDIR,
  /** One file a mail. */
  EML;

  /** As people write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
