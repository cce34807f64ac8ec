package counterfoil.desk;

import java.util.Locale;

/**
 * What a person decided about a mail that was held.
 *
 * @param who decided
 */
public record Release(Choice choice, String who) {

  /** What can be decided. */
  public enum Choice {
    /** It is an entry of the ticket that it points at. */
    APPEND("append"),
    /** The same, and from now on its sender belongs to the ticket. */
    ADD_SENDER("add the sender"),
    /** It opens a ticket. */
    OPEN("new ticket"),
    /** There is nothing to do. */
    IGNORE("ignore");

    private final String words;

    Choice(String words) {
      this.words = words;
    }

    /** As people read it on the button. */
    public String words() {
      return words;
    }

    /** As programs write it, such as {@code add-sender}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
