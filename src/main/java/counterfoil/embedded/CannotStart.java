package counterfoil.embedded;

/**
 * The bot cannot start, for a reason that the person at the console can do something about. The
 * message is a sentence (or two) for that person: what is wrong, and what would be right.
 */
public sealed class CannotStart extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A reason without another exception behind it. */
  public CannotStart(String sentence) {
    super(sentence);
  }

  /** A reason that came as an exception. */
  public CannotStart(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** Another Counterfoil works on the folder. */
  static final class FolderInUse extends CannotStart {

    private static final long serialVersionUID = 1L;

    FolderInUse(String sentence) {
      super(sentence);
    }
  }
}
