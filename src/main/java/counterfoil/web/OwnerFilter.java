package counterfoil.web;

import java.util.Optional;

/**
 * Whose tickets a list shows.
 *
 * @param word {@code me}, {@code nobody} or an engineer; empty for all
 */
public record OwnerFilter(String word) {

  /** Tickets that nobody has taken. */
  public static final String NOBODY = "nobody";

  static OwnerFilter of(String typed) {
    return new OwnerFilter(Typed.line(typed));
  }

  /**
   * The owner as tickets have it, blank for nobody; empty for all.
   *
   * @param me the one who asks
   */
  Optional<String> owner(String me) {
    return switch (word) {
      case "" -> Optional.empty();
      case NOBODY -> Optional.of("");
      case TicketWords.ME -> Optional.of(me);
      default -> Optional.of(word);
    };
  }
}
