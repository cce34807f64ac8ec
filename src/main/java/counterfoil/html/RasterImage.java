package counterfoil.html;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A picture of a kind that holds points and nothing else, known by its first bytes and never by
 * what the mail says about it.
 *
 * @param type the media type
 * @param width in points
 * @param height in points
 */
record RasterImage(String type, int width, int height) {

  /** More would fill the memory of who looks. */
  private static final long MOST_POINTS = 50_000_000;

  /** Empty for all else: other kinds, broken pictures, pictures of a size that nobody needs. */
  static Optional<RasterImage> of(byte[] bytes) {
    Optional<RasterImage> image = Optional.empty();
    if (starts(bytes, 0, "\u0089PNG\r\n\u001a\n") && starts(bytes, 12, "IHDR")) {
      image = of("image/png", int32(bytes, 16), int32(bytes, 20));
    } else if (starts(bytes, 0, "GIF87a") || starts(bytes, 0, "GIF89a")) {
      image = of("image/gif", low16(bytes, 6), low16(bytes, 8));
    } else if (starts(bytes, 0, "\u00ff\u00d8\u00ff")) {
      image = jpeg(bytes);
    } else if (starts(bytes, 0, "RIFF") && starts(bytes, 8, "WEBP")) {
      image = webp(bytes);
    }
    return image.filter(
        one -> one.width > 0 && one.height > 0 && (long) one.width * one.height <= MOST_POINTS);
  }

  private static Optional<RasterImage> of(String type, int width, int height) {
    return Optional.of(new RasterImage(type, width, height));
  }

  /** From segment to segment until one that begins a frame (ITU T.81 section B.1.1). */
  private static Optional<RasterImage> jpeg(byte[] bytes) {
    int at = 2;
    while (at + 9 < bytes.length && (bytes[at] & 0xff) == 0xff) {
      int marker = bytes[at + 1] & 0xff;
      boolean isFrame =
          marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
      if (isFrame) {
        return of("image/jpeg", high16(bytes, at + 7), high16(bytes, at + 5));
      }
      // Fill bytes and markers without a length.
      at +=
          marker == 0xff
              ? 1
              : marker == 0x01 || marker >= 0xd0 && marker <= 0xd8
                  ? 2
                  : 2 + Math.max(2, high16(bytes, at + 2));
    }
    return Optional.empty();
  }

  /** RFC 9649 section 2. */
  private static Optional<RasterImage> webp(byte[] bytes) {
    if (starts(bytes, 12, "VP8X")) {
      return of("image/webp", low24(bytes, 24) + 1, low24(bytes, 27) + 1);
    }
    if (starts(bytes, 12, "VP8 ")) {
      return of("image/webp", low16(bytes, 26) & 0x3fff, low16(bytes, 28) & 0x3fff);
    }
    if (starts(bytes, 12, "VP8L")) {
      int bits = low24(bytes, 21) | at(bytes, 24) << 24;
      return of("image/webp", (bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
    }
    return Optional.empty();
  }

  private static boolean starts(byte[] bytes, int from, String sign) {
    byte[] wanted = sign.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < wanted.length; i++) {
      if (from + i >= bytes.length || bytes[from + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /** Zero behind the end: a picture of no width is none. */
  private static int at(byte[] bytes, int index) {
    return index < bytes.length ? bytes[index] & 0xff : 0;
  }

  private static int high16(byte[] bytes, int from) {
    return at(bytes, from) << 8 | at(bytes, from + 1);
  }

  private static int low16(byte[] bytes, int from) {
    return at(bytes, from + 1) << 8 | at(bytes, from);
  }

  private static int low24(byte[] bytes, int from) {
    return at(bytes, from + 2) << 16 | low16(bytes, from);
  }

  private static int int32(byte[] bytes, int from) {
    return high16(bytes, from) << 16 | high16(bytes, from + 2);
  }
}
