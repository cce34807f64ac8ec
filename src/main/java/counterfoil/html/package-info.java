/**
 * HTML as the text that a person would read, and as what may be shown of it. Read {@link
 * counterfoil.html.HtmlText} and {@link counterfoil.html.SafeHtml} first.
 */
@NullMarked
package counterfoil.html;

import org.jspecify.annotations.NullMarked;
