package counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base64StreamTest {

  /** What was decoded, and whether something had to be passed over. */
  private record Decoded(byte[] bytes, boolean broken) {}

  private interface Decoder {
    InputStream of(InputStream in, Runnable broken);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 57, 58, 6_143, 6_144, 6_145, 100_000})
  void decodesWhatAnyClientWrites(int size) {
    byte[] file = new byte[size];
    new Random(size).nextBytes(file);

    Decoded decoded = decode(Base64.getMimeEncoder().encode(file), 8_192, Base64Stream::new);

    assertThat(decoded.bytes()).isEqualTo(file);
    assertThat(decoded.broken()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "YWJj, abc, false",
    "YWI=, ab, false",
    "YQ==, a, false",
    "YQ=, a, false",
    "YWJjZA, abc, true",
    "Y!W?Jj, abc, true",
    "YWJj=, abc, true",
    "Y===, '', true",
    "YQ==YWJj, a, false",
    "'', '', false"
  })
  void goesAsFarAsItCan(String encoded, String text, boolean broken) {
    Decoded decoded = decode(encoded.getBytes(StandardCharsets.US_ASCII), 8_192, Base64Stream::new);

    assertThat(decoded.bytes()).asString(StandardCharsets.US_ASCII).isEqualTo(text);
    assertThat(decoded.broken()).isEqualTo(broken);
  }

  @Test
  void readsAnyBytesAsMime4jDoes() {
    Random random = new Random(14);
    for (int n = 0; n < 3_000; n++) {
      byte[] input = anyInput(random);
      Decoded theirs =
          decode(
              input,
              8_192,
              (in, broken) ->
                  new Base64InputStream(
                      in,
                      new DecodeMonitor() {
                        @Override
                        public boolean warn(String error, String dropped) {
                          broken.run();
                          return false;
                        }
                      }));

      Decoded ours = decode(input, 1 + random.nextInt(9_000), Base64Stream::new);

      String what = new String(input, StandardCharsets.ISO_8859_1);
      assertThat(ours.bytes()).as(what).isEqualTo(theirs.bytes());
      assertThat(ours.broken()).as(what).isEqualTo(theirs.broken());
    }
  }

  /** Lines of base64 of any length, now and then with bytes that do not belong there. */
  private static byte[] anyInput(Random random) {
    byte[] file = new byte[random.nextInt(random.nextBoolean() ? 20 : 20_000)];
    random.nextBytes(file);
    byte[] input =
        Base64.getMimeEncoder(4 + random.nextInt(100), new byte[] {'\r', '\n'}).encode(file);
    for (int strangers = random.nextInt(4); strangers > 0 && input.length > 0; strangers--) {
      input[random.nextInt(input.length)] = (byte) random.nextInt(256);
    }
    return Arrays.copyOf(input, input.length - random.nextInt(Math.min(4, input.length + 1)));
  }

  /**
   * @param step as many bytes are asked for at a time; 1 is by the single byte
   */
  private static Decoded decode(byte[] input, int step, Decoder decoder) {
    boolean[] broken = {false};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in = decoder.of(new ByteArrayInputStream(input), () -> broken[0] = true)) {
      byte[] buffer = new byte[step];
      for (int b = step == 1 ? in.read() : 0; step == 1 && b >= 0; b = in.read()) {
        out.write(b);
      }
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Decoded(out.toByteArray(), broken[0]);
  }
}
