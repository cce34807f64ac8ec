/** What the desk has of a person, and how it forgets: export, erasure, retention. Plain Java. */
@NullMarked
package counterfoil.privacy;

import org.jspecify.annotations.NullMarked;
