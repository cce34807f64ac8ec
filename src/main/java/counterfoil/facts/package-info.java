/**
 * Reads facts out of a mail, from the definitions in {@code config/fields/}. Read {@link
 * counterfoil.facts.FactsReader} first.
 */
@NullMarked
package counterfoil.facts;

import org.jspecify.annotations.NullMarked;
