package counterfoil.desk;

import java.util.ArrayList;
import java.util.List;

/**
 * Mails that are decided together, on their way through the route {@code process}. One mail of it
 * is decided after the other, by one thread.
 */
public final class Batch {

  private final List<ClaimedMail> mails;
  private List<Case> cases = List.of();
  private Known known = new Known(count -> List.of());
  private final List<Decision> decisions = new ArrayList<>();

  Batch(List<ClaimedMail> mails) {
    this.mails = List.copyOf(mails);
  }

  /** Whether nothing was due. */
  public boolean isEmpty() {
    return mails.isEmpty();
  }

  /** What was claimed. */
  public List<ClaimedMail> mails() {
    return mails;
  }

  /** What was read, in order of arrival; empty before {@code read}. */
  public List<Case> cases() {
    return cases;
  }

  /** What was decided so far. */
  public List<Decision> decisions() {
    return List.copyOf(decisions);
  }

  Known known() {
    return known;
  }

  void read(List<Case> read) {
    cases = List.copyOf(read);
  }

  void gathered(Known gathered) {
    known = gathered;
  }

  void add(Decision decision) {
    decisions.add(decision);
    known.learn(decision);
  }
}
