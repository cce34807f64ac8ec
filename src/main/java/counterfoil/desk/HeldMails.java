package counterfoil.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The mails that wait for a person, and those that did. Read only. */
public interface HeldMails {

  /** Those that wait, the longest first. */
  List<Line> waiting(int limit);

  /** A mail that waits, or did before it was decided upon. */
  Optional<Line> mail(long id);

  /** How many wait; quick, for every page asks. */
  Counts counts();

  /** The numbers of tickets that were not reopened, for that was too often, within this time. */
  List<String> notReopened(Duration within);

  /**
   * A mail that a person must decide upon.
   *
   * @param state HELD while it waits
   * @param hold why it waits, in a word
   * @param reason why it waits, in a sentence; once it is decided upon, what came of it
   * @param from the address of its sender, or of who claims to be it
   * @param ticket the number of the ticket that it names; once it is decided upon, of the one that
   *     it led to
   * @param trust how far its sender is proved: A, B or C
   * @param trustReason how that was found out
   * @param since when it was held, or decided
   * @param choice what a person decided, where one did
   * @param releasedBy who did
   */
  record Line(
      long id,
      MailState state,
      Hold hold,
      String reason,
      String from,
      String subject,
      Optional<String> ticket,
      String trust,
      String trustReason,
      Instant keptAt,
      Instant since,
      Optional<Release.Choice> choice,
      String releasedBy) {

    /** Whether nobody has decided yet. */
    public boolean isWaiting() {
      return state == MailState.HELD;
    }
  }

  /**
   * How many mails wait.
   *
   * @param floods how many of them because their sender opened too many tickets
   * @param oldest since when the one waits that has waited longest; empty when none does
   */
  record Counts(long mails, long floods, Optional<Instant> oldest) {}
}
