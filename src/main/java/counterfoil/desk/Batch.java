package counterfoil.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Mails that are decided together, on their way through the route {@code process}. One mail of it
 * is decided after the other, by one thread.
 */
public final class Batch {

  private List<ClaimedMail> mails;
  private final Optional<ReadingPool.Read> readAside;
  private List<Case> cases = List.of();
  private Known known = new Known(count -> List.of());
  private final List<Decision> decisions = new ArrayList<>();

  Batch(List<ClaimedMail> mails) {
    this.mails = List.copyOf(mails);
    this.readAside = Optional.empty();
  }

  /** A mail that its first batch did not wait for. */
  Batch(ReadingPool.Read readAside) {
    this.mails = List.of(readAside.mail());
    this.readAside = Optional.of(readAside);
  }

  /** Whether nothing was due. */
  public boolean isEmpty() {
    return mails.isEmpty();
  }

  /** What was claimed; once it is read, without the mails that go another way. */
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

  Optional<ReadingPool.Read> readAside() {
    return readAside;
  }

  void read(List<Case> read) {
    cases = List.copyOf(read);
    mails = cases.stream().map(Case::claimed).toList();
  }

  void gathered(Known gathered) {
    known = gathered;
  }

  void add(Decision decision) {
    decisions.add(decision);
    known.learn(decision);
  }
}
