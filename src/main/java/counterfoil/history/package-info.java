/** A history: mails that lie in files, found, put in order of their dates and told one by one. */
@NullMarked
package counterfoil.history;

import org.jspecify.annotations.NullMarked;
