package counterfoil.mailbox;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out whether a server only wants to be left alone for a while. */
final class Busy {

  private static final Duration USUAL = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** How Exchange tells for how long: milliseconds. */
  private static final Pattern BACK_OFF =
      Pattern.compile(
          "Suggested Backoff Time: ([0-9]{1,12}) milliseconds", Pattern.CASE_INSENSITIVE);

  /**
   * The response codes of RFC 5530 (IMAP), RFC 2449 and 3206 (POP3), the replies of RFC 4954
   * section 4.7 and RFC 3463 (SMTP), and the words of Exchange and Gmail.
   */
  private static final Pattern LATER =
      Pattern.compile(
          "\\[(UNAVAILABLE|LIMIT|INUSE|SERVERBUG|IN-USE|LOGIN-DELAY|SYS/TEMP)\\b"
              + "|^(421|432|450|451|454)[ -]"
              + "|\\b(Server Busy|Request is throttled"
              + "|Too many simultaneous connections|exceeded command or bandwidth limits)\\b",
          Pattern.CASE_INSENSITIVE);

  private Busy() {}

  /** How long the server wants to be left alone; nothing if that is not the trouble. */
  static Optional<Duration> wait(Exception trouble) {
    for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
      Optional<Duration> wait = wait(String.valueOf(cause.getMessage()));
      if (wait.isPresent()) {
        return wait;
      }
    }
    return Optional.empty();
  }

  static Optional<Duration> wait(String said) {
    Matcher backOff = BACK_OFF.matcher(said);
    if (backOff.find()) {
      Duration wanted = Duration.ofMillis(Long.parseLong(backOff.group(1)));
      return Optional.of(wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted);
    }
    return LATER.matcher(said).find() ? Optional.of(USUAL) : Optional.empty();
  }
}
