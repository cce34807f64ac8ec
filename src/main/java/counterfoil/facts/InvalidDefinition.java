package counterfoil.facts;

import java.util.List;

/**
 * A definition that cannot be used. The message is one sentence a line, each naming file, key, what
 * was found and what would be right.
 */
public final class InvalidDefinition extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  InvalidDefinition(List<String> sentences) {
    super(String.join("\n", sentences));
  }
}
