/**
 * Start, wiring, settings, command line, embedded parts. Read {@link counterfoil.app.Counterfoil}
 * first.
 */
@NullMarked
package counterfoil.app;

import org.jspecify.annotations.NullMarked;
