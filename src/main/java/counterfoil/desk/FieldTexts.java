package counterfoil.desk;

import java.util.Comparator;

/** How the fields of the desk are called in letters, from {@code config/fields/}. */
public interface FieldTexts {

  /** What a field means for what may be said about it. */
  enum Shown {
    /** One of a list of words: the word. */
    WORD,
    /** An identifier of checked shape: the identifier. */
    IDENTIFIER,
    /** A link into the product: its account and project. */
    LINK,
    /** Free text: only that it was received. */
    TEXT
  }

  /**
   * Whether a ticket may have several values of it, such as call IDs; steps come together or not at
   * all.
   */
  boolean many(String field);

  /** The order in which fields are named. */
  Comparator<String> order();

  /** The label in a language, such as {@code Call ID}. */
  String label(String field, String language);

  /** Where to find it; empty when there is nothing to say. */
  String hint(String field, String language);

  /** What may be said about its values to an unauthenticated sender. */
  Shown shown(String field);
}
