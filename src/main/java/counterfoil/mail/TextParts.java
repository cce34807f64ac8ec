package counterfoil.mail;

import counterfoil.html.HtmlText;
import counterfoil.reply.MarkedText;
import counterfoil.text.Defects;
import java.util.ArrayList;
import java.util.List;

/** Puts the readable text of a mail together from its bodies. */
final class TextParts {

  private final ReadLimits limits;
  private final Defects defects;
  private final StringBuilder text = new StringBuilder();
  private final List<MarkedText.Mark> marks = new ArrayList<>();

  TextParts(ReadLimits limits, Defects defects) {
    this.limits = limits;
    this.defects = defects;
  }

  void addBodies(Message message) {
    for (Body body : message.bodies) {
      add(readable(body));
    }
  }

  /** A mail that was attached: who wrote it, and what, all the way down. */
  void addForwarded(Message message) {
    startBlock();
    int start = text.length();
    text.append(new AttachedHeader(message.fields).shown());
    for (Body body : message.bodies) {
      add(new MarkedText(readable(body).text(), List.of()));
    }
    message.attached.forEach(this::addForwarded);
    if (text.length() > start) {
      marks.add(new MarkedText.Mark(MarkedText.Kind.FORWARD, start, text.length()));
    }
  }

  private void startBlock() {
    if (text.length() > 0) {
      text.append("\n\n");
    }
  }

  private void add(MarkedText part) {
    if (part.text().isBlank()) {
      return;
    }
    startBlock();
    int shift = text.length();
    text.append(part.text());
    for (MarkedText.Mark mark : part.marks()) {
      marks.add(new MarkedText.Mark(mark.kind(), mark.start() + shift, mark.end() + shift));
    }
  }

  /**
   * The form of a body that a person would see: HTML, which keeps the links, unless it says much
   * less than the plain form.
   */
  private MarkedText readable(Body body) {
    String plain = String.join("\n", body.plain).strip();
    if (body.html.isEmpty()) {
      return MarkedText.plain(plain);
    }
    MarkedText read = HtmlText.of(String.join("\n", body.html), limits.html(), defects);
    int written = letters(read.text());
    return plain.isEmpty() || 10 * written >= 6 * letters(plain) ? read : MarkedText.plain(plain);
  }

  private static int letters(String text) {
    int letters = 0;
    for (int i = 0; i < text.length(); i++) {
      letters += Character.isLetterOrDigit(text.charAt(i)) ? 1 : 0;
    }
    return letters;
  }

  /** The whole text, no longer than the limit. */
  MarkedText whole() {
    int most = limits.textChars();
    marks.sort(java.util.Comparator.comparingInt(MarkedText.Mark::start));
    if (text.length() <= most) {
      return new MarkedText(text.toString(), List.copyOf(marks));
    }
    defects.add("the text is too long: the rest of it was not read");
    int cut = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return new MarkedText(
        text.substring(0, cut), marks.stream().filter(mark -> mark.start() < cut).toList());
  }
}
