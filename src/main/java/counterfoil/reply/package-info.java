/**
 * What in a text its author wrote and what the mail only carries along: quotes, signatures, legal
 * words, mails passed on. Read {@link counterfoil.reply.ReplySplitter} first.
 */
@NullMarked
package counterfoil.reply;

import org.jspecify.annotations.NullMarked;
