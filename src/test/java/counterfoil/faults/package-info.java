/**
 * The bot as its operators run it, between real servers, and everything that can go wrong with
 * either: what must hold all the same is checked by the serial number of each mail.
 */
@NullMarked
package counterfoil.faults;

import org.jspecify.annotations.NullMarked;
