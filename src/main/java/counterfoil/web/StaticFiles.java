package counterfoil.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.core.io.ClassPathResource;

/** The files that pages load: style sheet, scripts, icon. They hold nothing of the desk. */
final class StaticFiles {

  /** Where they are served. */
  static final String[] PATHS = {"/desk.css", "/refresh.js", "/unfold.js", "/icon.svg"};

  private StaticFiles() {}

  /**
   * Eight hex digits that change when a file does. Pages ask for {@code /desk.css?v=...}, so
   * browsers may keep it for long and still get a new one after an upgrade.
   */
  static String version() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String path : PATHS) {
        digest.update(path.getBytes(StandardCharsets.UTF_8));
        digest.update(new ClassPathResource("static" + path).getContentAsByteArray());
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 4);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
