/** The desk's pages and the API. */
@NullMarked
package counterfoil.web;

import org.jspecify.annotations.NullMarked;
