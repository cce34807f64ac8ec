package counterfoil.html;

import counterfoil.fuzz.Holds;
import counterfoil.reply.MailText;
import counterfoil.reply.MarkedText;
import counterfoil.reply.ReplySplitter;
import counterfoil.text.Defects;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** HTML to the text that a person would read, and the split of it. */
public final class HtmlFuzz {

  private static final HtmlLimits LIMITS = new HtmlLimits(3_000, 10, 40);

  private HtmlFuzz() {}

  /** Called for each input: HTML in UTF-8. */
  public static void fuzzerTestOneInput(byte[] data) {
    String html = new String(data, StandardCharsets.UTF_8);
    MarkedText read = HtmlText.of(html, LIMITS, new Defects());
    Holds.storable(read.text(), "the text");
    // A text may end with the link or line that reached the limit.
    Holds.that(read.text().length() <= LIMITS.chars() + 2 * html.length() + 200, "too long");
    int before = 0;
    for (MarkedText.Mark mark : read.marks()) {
      boolean isInside =
          mark.start() >= before
              && mark.end() >= mark.start()
              && mark.end() <= read.text().length();
      Holds.that(isInside, "a mark lies outside of the text or before the one in front of it");
      before = mark.start();
    }
    MailText split = ReplySplitter.split(read, false, data.length % 2 == 0, Set.of("nadia"));
    Holds.covered(split);
    Holds.that(split.full().equals(read.text()), "the splitter changed the text");
  }
}
