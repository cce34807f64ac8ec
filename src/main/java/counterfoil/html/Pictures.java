package counterfoil.html;

import counterfoil.text.TextHygiene;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jsoup.nodes.Element;

/**
 * Puts into each {@code img} what the mail itself brings, and a note in place of what would have to
 * be fetched: whoever fetches a picture tells its sender that the mail is being read, and from
 * where.
 */
public final class Pictures {

  private static final int MOST_HOSTS = 20;
  private static final int LONGEST_ALT = 200;
  private static final int ICON = 24;
  private static final int LINE = 20;
  private static final int MOST_LINES = 40;

  private final DisplayLimits limits;
  private final Function<String, Optional<byte[]>> byContentId;
  private final Set<String> hosts = new LinkedHashSet<>();
  private final List<Element> unseen = new ArrayList<>();
  private int heldBack;
  private int shown;
  private long bytes;
  private int lines;

  /**
   * @param byContentId the file of the mail that has this Content-ID
   */
  public Pictures(DisplayLimits limits, Function<String, Optional<byte[]>> byContentId) {
    this.limits = limits;
    this.byContentId = byContentId;
  }

  /** Those that leave no note, to be removed. */
  List<Element> unseen() {
    return unseen;
  }

  /** About how many lines of text the shown ones take. */
  public int lines() {
    return lines;
  }

  /** How many would have had to be fetched. */
  public int heldBack() {
    return heldBack;
  }

  /** Where they would have been fetched from, each once, in order of appearance. */
  public List<String> hosts() {
    return new ArrayList<>(hosts);
  }

  /**
   * Replaces the attributes of a picture by safe ones, or the picture by a note.
   *
   * @param source what its {@code src} was
   * @param alt what its {@code alt} was
   * @param isPixel whether it is too small to be seen
   * @param isIcon whether it is small
   */
  void put(Element image, String source, String alt, boolean isPixel, boolean isIcon) {
    String address = source.strip();
    String words = TextHygiene.oneLine(alt);
    words = words.length() > LONGEST_ALT ? words.substring(0, LONGEST_ALT) : words;
    String scheme = address.substring(0, Math.min(5, address.length())).toLowerCase(Locale.ROOT);
    if (scheme.startsWith("cid:")) {
      show(image, inline(address.substring(4)), words, isIcon);
    } else if (scheme.equals("data:")) {
      show(image, data(address), words, isIcon);
    } else if (address.isEmpty()) {
      note(image, words, "", isIcon);
    } else {
      holdBack(address);
      if (isPixel || words.isEmpty() && isIcon) {
        unseen.add(image);
      } else {
        note(image, words, SafeLink.host(address), isIcon);
      }
    }
  }

  /** Counts a picture that would have been loaded, such as a background. */
  void holdBack(String address) {
    heldBack++;
    String host = SafeLink.host(address);
    if (!host.isEmpty() && hosts.size() < MOST_HOSTS) {
      hosts.add(host);
    }
  }

  private Optional<byte[]> inline(String id) {
    return shown >= limits.pictures() ? Optional.empty() : byContentId.apply(id);
  }

  private Optional<byte[]> data(String address) {
    int comma = address.indexOf(',');
    boolean isBase64 =
        comma > 0 && address.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(";base64");
    if (!isBase64 || address.length() - comma > 2L * limits.pictureBytes()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Base64.getMimeDecoder().decode(address.substring(comma + 1).replace("%3D", "=")));
    } catch (IllegalArgumentException broken) {
      return Optional.empty();
    }
  }

  private void show(Element image, Optional<byte[]> file, String words, boolean isIcon) {
    Optional<RasterImage> picture =
        file.filter(content -> bytes + content.length <= limits.pictureBytes())
            .filter(content -> shown < limits.pictures())
            .flatMap(RasterImage::of);
    if (picture.isEmpty()) {
      note(image, words, "", isIcon);
      return;
    }
    byte[] content = file.orElseThrow();
    shown++;
    bytes += content.length;
    lines += Math.min(MOST_LINES, 1 + picture.get().height() / LINE);
    image.attr(
        "src",
        "data:" + picture.get().type() + ";base64," + Base64.getEncoder().encodeToString(content));
    image.attr("alt", words);
    if (!image.hasAttr("width") && !image.hasAttr("height")) {
      // Room is kept for it before it is drawn.
      image.attr("width", String.valueOf(picture.get().width()));
    }
  }

  /** Whether a size is that of an icon. */
  static boolean isIcon(String size) {
    return size.length() < 4
        && !size.isEmpty()
        && size.chars().allMatch(c -> c >= '0' && c <= '9')
        && Integer.parseInt(size) <= ICON;
  }

  private static void note(Element image, String words, String host, boolean isIcon) {
    String why = host.isEmpty() ? "not shown" : "not loaded from " + host;
    String what = words.isEmpty() ? "Picture" : words;
    String place = host.isEmpty() ? " (not shown)" : " (" + host + ")";
    image.replaceWith(
        new Element("span")
            .attr("class", "picture")
            .attr("title", "Picture, " + why)
            .text(isIcon ? what : what + place));
  }
}
