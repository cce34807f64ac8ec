/**
 * How far the author of a mail can be trusted: what our own mail server found out, or what the
 * signatures of the mail and the DNS say. Read {@link counterfoil.trust.SenderTrust} first.
 */
@NullMarked
package counterfoil.trust;

import org.jspecify.annotations.NullMarked;
