package counterfoil.desk;

import java.util.Optional;

/**
 * Who is woken by what cannot wait.
 *
 * @param address an engineer's, or one that finds whoever is on call; empty for nobody
 * @param language of the letters to them, two letters
 */
public record OnCall(Optional<String> address, String language) {

  /** Nobody is. */
  public static final OnCall NOBODY = new OnCall(Optional.empty(), "en");
}
