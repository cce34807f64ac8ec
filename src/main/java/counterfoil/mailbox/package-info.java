/**
 * The Camel component {@code mailbox:}: pages of raw mail in by IMAP, letters out by SMTP on kept
 * connections.
 */
@NullMarked
package counterfoil.mailbox;

import org.jspecify.annotations.NullMarked;
