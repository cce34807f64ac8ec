/** The database: the only SQL. */
@NullMarked
package counterfoil.store;

import org.jspecify.annotations.NullMarked;
