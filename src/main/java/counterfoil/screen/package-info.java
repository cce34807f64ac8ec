/** Says what a mail is (its class), and why. Read {@link counterfoil.screen.Screener} first. */
@NullMarked
package counterfoil.screen;

import org.jspecify.annotations.NullMarked;
