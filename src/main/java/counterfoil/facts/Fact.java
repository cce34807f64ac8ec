package counterfoil.facts;

/**
 * A value and the words it was read from: a guess shows its evidence.
 *
 * @param value the normalised value, such as {@code Live} or {@code P1}
 * @param evidence the words of the mail it was read from
 * @param where the zone and line, such as {@code body line 3}, {@code subject}, {@code forwarded
 *     line 2}
 * @param source whether the author said it or it follows from what they said
 */
public record Fact(String value, String evidence, String where, Source source) {

  /** How the value came about. */
  public enum Source {
    /** The author wrote the value. */
    STATED,
    /** It follows from what the author wrote. */
    INFERRED
  }
}
