package counterfoil.facts;

import java.util.List;
import java.util.Map;

/**
 * What somebody filled in where a letter of the desk asks for it, inside the quote of that letter.
 *
 * @param number of the ticket that the letter was about; on no other do the answers count
 * @param fields what was filled in, by field name
 */
public record FormAnswers(String number, Map<String, Filled> fields) {

  /**
   * A field that was filled in.
   *
   * @param words the label and what stands behind and below it, without our hint
   */
  public record Filled(String words, List<Fact> facts) {}
}
