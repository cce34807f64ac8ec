package counterfoil.privacy;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An archive that is written as it is made; closing it ends it, and not the stream below. */
public final class ZipSink implements Sink, AutoCloseable {

  private final ZipOutputStream zip;

  /** Into a stream. */
  public ZipSink(OutputStream out) {
    this.zip = new ZipOutputStream(out);
  }

  @Override
  public void file(String name, Content content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    content.to(zip);
    zip.closeEntry();
  }

  /** Nothing is written when it failed: half an archive must not look like a whole one. */
  @Override
  public void close() throws IOException {
    zip.finish();
  }
}
