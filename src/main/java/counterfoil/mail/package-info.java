/**
 * One mail as bytes and as meaning: the gate, the header, the walk through the parts, the reader,
 * the writer. Read {@link counterfoil.mail.MailReader} first.
 */
@NullMarked
package counterfoil.mail;

import org.jspecify.annotations.NullMarked;
