package counterfoil.mail;

import counterfoil.containers.Uuencode;
import counterfoil.text.Defects;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;

/** Takes the transfer encoding off a part (RFC 2045 section 6); reads what is broken as well. */
final class TransferEncoding {

  private static final Set<String> NONE = Set.of("", "7bit", "8bit", "binary");
  private static final Set<String> UUENCODE =
      Set.of("x-uuencode", "uuencode", "x-uue", "uue", "x-uu");

  private TransferEncoding() {}

  static InputStream decoded(String encoding, InputStream in, ReadLimits limits, Defects defects)
      throws IOException {
    if (encoding.equals("base64")) {
      return new Base64Stream(in, () -> defects.add("broken base64: read as far as it goes"));
    }
    if (encoding.equals("quoted-printable")) {
      return new QuotedPrintableInputStream(in, DecodeMonitor.SILENT);
    }
    if (UUENCODE.contains(encoding)) {
      return new ByteArrayInputStream(uudecoded(in, limits, defects));
    }
    if (!NONE.contains(encoding)) {
      defects.add("transfer encoding " + encoding + " unknown: taken as it stands");
    }
    return in;
  }

  private static byte[] uudecoded(InputStream in, ReadLimits limits, Defects defects)
      throws IOException {
    byte[] bytes = in.readNBytes((int) Math.min(limits.openedBytes() / 4, Integer.MAX_VALUE));
    Uuencode found = Uuencode.in(new String(bytes, StandardCharsets.ISO_8859_1), defects);
    List<Uuencode.File> files = found.files();
    if (files.isEmpty()) {
      defects.add("broken uuencode: taken as it stands");
      return bytes;
    }
    return files.get(0).content();
  }
}
