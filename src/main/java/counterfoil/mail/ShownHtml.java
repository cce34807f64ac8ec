package counterfoil.mail;

import java.util.List;

/**
 * The HTML of a mail, made fit to be shown: nothing in it runs, loads or sends anything.
 *
 * @param html the inside of a {@code body}; classes {@code picture} and {@code leads} are ours
 * @param heldBack how many pictures from elsewhere were left out
 * @param hosts where they would have been loaded from, each once, in order of appearance
 * @param cut whether the end is missing because it is too long
 * @param lines about how many lines it takes to show, to make room for it
 */
public record ShownHtml(String html, int heldBack, List<String> hosts, boolean cut, int lines) {}
