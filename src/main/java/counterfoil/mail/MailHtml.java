package counterfoil.mail;

import counterfoil.html.DisplayLimits;
import counterfoil.html.HtmlText;
import counterfoil.html.Pictures;
import counterfoil.html.SafeHtml;
import counterfoil.mail.FoundFiles.FoundFile;
import counterfoil.text.Defects;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mail as its sender made it: its HTML, made fit to be shown. Never throws, whatever the bytes
 * are.
 *
 * <p>May be shared between threads.
 */
public final class MailHtml {

  private static final int LINE = 90;

  private final ReadLimits limits;
  private final DisplayLimits display;

  /** With the usual limits. */
  public MailHtml() {
    this(ReadLimits.DEFAULTS, DisplayLimits.DEFAULTS);
  }

  public MailHtml(ReadLimits limits, DisplayLimits display) {
    this.limits = limits;
    this.display = display;
  }

  /**
   * The HTML of a mail.
   *
   * @param raw the mail as it was delivered
   * @return empty when the mail has none, or cannot be read
   */
  public Optional<ShownHtml> of(byte[] raw) {
    try {
      return shown(raw);
    } catch (RuntimeException | StackOverflowError | AssertionError surprise) {
      // The text and the raw mail are there all the same.
      return Optional.empty();
    }
  }

  private Optional<ShownHtml> shown(byte[] raw) {
    Defects defects = new Defects();
    FoundFiles files = new FoundFiles(-1);
    Message message = new MimeWalk(limits, defects, files, raw.length, true).mail(raw, 0);
    if (message.bodies.stream().allMatch(body -> body.html.isEmpty())) {
      return Optional.empty();
    }
    Pictures pictures = new Pictures(display, files(raw, files.list())::get);
    StringBuilder html = new StringBuilder();
    boolean isCut = false;
    int lines = 0;
    int left = display.chars();
    for (Body body : message.bodies) {
      for (String part : parts(body)) {
        SafeHtml.Cleaned cleaned = SafeHtml.of(part, limits.html(), pictures, left);
        html.append(html.length() == 0 || cleaned.html().isEmpty() ? "" : "<hr>");
        html.append(cleaned.html());
        left = cleaned.left();
        isCut |= cleaned.cut();
        lines += lines(HtmlText.of(part, limits.html(), defects).text());
      }
    }
    return Optional.of(
        new ShownHtml(
            html.toString(),
            pictures.heldBack(),
            pictures.hosts(),
            isCut,
            lines + pictures.lines()));
  }

  /** The HTML of a body; of one that has none its text. */
  private static List<String> parts(Body body) {
    if (!body.html.isEmpty()) {
      return body.html;
    }
    String plain = String.join("\n", body.plain).strip();
    return plain.isEmpty() ? List.of() : List.of(SafeHtml.ofPlain(plain));
  }

  /** Looks files up by their Content-ID, each once. */
  private Files files(byte[] raw, List<FoundFile> parts) {
    Map<String, Integer> indexes = new HashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      FoundFile part = parts.get(i);
      if (part.size() <= display.pictureBytes()) {
        int index = i;
        part.contentIds().forEach(id -> indexes.putIfAbsent(id, index));
      }
    }
    return new Files(raw, indexes, new MailReader(limits), new HashMap<>());
  }

  private record Files(
      byte[] raw,
      Map<String, Integer> indexes,
      MailReader reader,
      Map<Integer, Optional<byte[]>> read) {

    Optional<byte[]> get(String id) {
      return Optional.ofNullable(indexes.get(id))
          .or(() -> Optional.ofNullable(indexes.get(unescaped(id))))
          .flatMap(index -> read.computeIfAbsent(index, i -> reader.attachment(raw, i)));
    }

    /** RFC 2392 writes ids in addresses with escapes. */
    private static String unescaped(String id) {
      try {
        return URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException noEscape) {
        return id;
      }
    }
  }

  private static int lines(String text) {
    return text.lines().mapToInt(line -> 1 + line.length() / LINE).sum();
  }
}
