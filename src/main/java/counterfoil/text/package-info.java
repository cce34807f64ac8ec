/**
 * Characters, words and lines before anything is a mail: charsets, encoded words, what no text may
 * hold, the language of a text. Read {@link counterfoil.text.TextHygiene} first.
 */
@NullMarked
package counterfoil.text;

import org.jspecify.annotations.NullMarked;
