/** Fuzzing: what must hold for any input, the targets that Jazzer drives, and its campaigns. */
@NullMarked
package counterfoil.fuzz;

import org.jspecify.annotations.NullMarked;
