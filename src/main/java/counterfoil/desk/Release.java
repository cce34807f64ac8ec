package counterfoil.desk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

    /** Whether the mail goes to the ticket that it names. */
    public boolean joins() {
      return this == APPEND || this == ADD_SENDER;
    }

    /** As programs write it, such as {@code add-sender}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The choice that programs write so. */
    public static Optional<Choice> of(String word) {
      return Arrays.stream(values()).filter(choice -> choice.word().equals(word)).findFirst();
    }
  }
}
