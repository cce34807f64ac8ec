/**
 * One mail as bytes and as meaning: the reader, the reply splitter, the writer. Read {@link
 * counterfoil.mail.MailReader} first.
 */
@NullMarked
package counterfoil.mail;

import org.jspecify.annotations.NullMarked;
