/** Who a mail is from, and how far that is proved. Read {@link counterfoil.trust.Trust} first. */
@NullMarked
package counterfoil.trust;

import org.jspecify.annotations.NullMarked;
