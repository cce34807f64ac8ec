/**
 * The Camel component {@code mailbox:}: pages of raw mail in by IMAP or POP3, letters out by SMTP
 * on kept connections, logins by password or OAuth2.
 */
@NullMarked
package counterfoil.mailbox;

import org.jspecify.annotations.NullMarked;
