package counterfoil.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("rule-13")
class RasterImageTest {

  /** A point in green. */
  private static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  @Test
  void knowsPicturesByTheirFirstBytes() {
    byte[] png = Base64.getDecoder().decode(PIXEL);
    assertThat(RasterImage.of(png)).hasValue(new RasterImage("image/png", 1, 1));
    assertThat(RasterImage.of(latin1("GIF89a\u0002\u0000\u0003\u0000")))
        .hasValue(new RasterImage("image/gif", 2, 3));
    assertThat(
            RasterImage.of(
                latin1(
                    "\u00ff\u00d8\u00ff\u00e0\u0000\u0004JF\u00ff\u00c0\u0000\u0011\u0008\u0001\u0000"
                        + "\u0002\u0000\u0003\u0001")))
        .hasValue(new RasterImage("image/jpeg", 512, 256));
    assertThat(
            RasterImage.of(
                latin1(
                    "RIFF\u0000\u0000\u0000\u0000WEBPVP8X"
                        + "\u0000".repeat(8)
                        + "\u0009\u0000\u0000\u0004\u0000\u0000")))
        .hasValue(new RasterImage("image/webp", 10, 5));
    png[16] = 0x7f;
    assertThat(RasterImage.of(png)).as("a picture that fills the memory").isEmpty();
    assertThat(RasterImage.of(latin1("<svg>"))).isEmpty();
    assertThat(RasterImage.of(latin1("GIF89a"))).isEmpty();
    assertThat(RasterImage.of(new byte[0])).isEmpty();
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
