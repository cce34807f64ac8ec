/**
 * The benchmark: the whole journey between real servers, and the ceilings of its parts in the same
 * run. {@code mvn -Pbench verify}; with {@code -Dbench.facts=true} the reading of facts alone.
 */
@NullMarked
package counterfoil.bench;

import org.jspecify.annotations.NullMarked;
