/** What operators look at: health and metrics. */
@NullMarked
package counterfoil.ops;

import org.jspecify.annotations.NullMarked;
