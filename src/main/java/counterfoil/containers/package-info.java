/**
 * Texts and files in forms of their own: winmail.dat, signed parts, invitations, uuencode, PGP.
 * Read {@link counterfoil.containers.Containers} first.
 */
@NullMarked
package counterfoil.containers;

import org.jspecify.annotations.NullMarked;
