/**
 * A bot as its operators run it, a process of its own between real servers, for tests that kill it
 * and for the benchmark that measures it.
 */
@NullMarked
package counterfoil.rig;

import org.jspecify.annotations.NullMarked;
