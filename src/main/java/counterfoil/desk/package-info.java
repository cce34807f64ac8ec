/**
 * The decisions and verbs that the routes call: keep, claim, gather, decide, apply, park. Read
 * {@link counterfoil.desk.Decider} first.
 */
@NullMarked
package counterfoil.desk;

import org.jspecify.annotations.NullMarked;
