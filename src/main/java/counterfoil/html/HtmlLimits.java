package counterfoil.html;

/**
 * How much of a piece of HTML is read.
 *
 * @param chars of the text that is written
 * @param links shown with their address in the text
 * @param depth of elements inside each other
 */
public record HtmlLimits(int chars, int links, int depth) {}
