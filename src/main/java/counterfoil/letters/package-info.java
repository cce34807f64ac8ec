/**
 * What the desk says: letters and their templates. Read {@link counterfoil.letters.Letter} first.
 */
@NullMarked
package counterfoil.letters;

import org.jspecify.annotations.NullMarked;
