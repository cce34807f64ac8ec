package counterfoil.desk;

import counterfoil.letters.Acknowledgement;
import counterfoil.mail.ParsedMail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said of a mail that was too large to be taken in whole (rule 6). */
final class TooLarge {

  private static final long MEGABYTE = 1 << 20;

  private TooLarge() {}

  /** A mail of which only the beginning could be read says so. */
  static ParsedMail marked(ClaimedMail claimed, ParsedMail mail) {
    if (!claimed.isCut()) {
      return mail;
    }
    List<String> defects = new ArrayList<>();
    defects.add(
        "too large: only the first %d of %d bytes were fetched"
            .formatted(claimed.raw().length, claimed.size()));
    defects.addAll(mail.defects());
    return mail.withDefects(defects);
  }

  /** For engineers; empty for a mail that is whole. */
  static Optional<String> note(ClaimedMail claimed, DeskSettings settings) {
    if (!claimed.isCut()) {
      return Optional.empty();
    }
    DeskSettings.LargeMails large = large(claimed, settings);
    return Optional.of(
        "This mail was too large to be taken in whole: %d MB%s. Only its beginning was read; the whole mail is %s."
            .formatted(
                megabytes(claimed.size()),
                large.limit() > 0
                    ? ", and up to %d MB are".formatted(large.limit() / MEGABYTE)
                    : "",
                large.whereabouts()));
  }

  /** For the sender. */
  static Acknowledgement.Size size(ClaimedMail claimed, DeskSettings settings) {
    return claimed.isCut()
        ? new Acknowledgement.Size(
            megabytes(claimed.size()), large(claimed, settings).limit() / MEGABYTE)
        : Acknowledgement.Size.FINE;
  }

  private static DeskSettings.LargeMails large(ClaimedMail claimed, DeskSettings settings) {
    return settings.largeMails().getOrDefault(claimed.mailbox(), DeskSettings.LargeMails.UNKNOWN);
  }

  /** Rounded up, so that it is never as small as the limit. */
  private static long megabytes(long bytes) {
    return (bytes + MEGABYTE - 1) / MEGABYTE;
  }
}
