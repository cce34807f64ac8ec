/**
 * The parts that stand in when nothing is configured: a real PostgreSQL, a mail server to try the
 * desk out, sample mails. Read {@link counterfoil.embedded.EmbeddedPostgres} first.
 */
@NullMarked
package counterfoil.embedded;

import org.jspecify.annotations.NullMarked;
