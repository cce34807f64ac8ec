package counterfoil.mail;

import counterfoil.reply.MailText;
import counterfoil.text.Defects;
import counterfoil.text.LanguageGuess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads the header and nothing else, and needs no parser for it. */
final class HeaderReading implements Rung {

  private final ReadLimits limits;

  HeaderReading(ReadLimits limits) {
    this.limits = limits;
  }

  @Override
  public ParsedMail read(byte[] raw, Defects defects) {
    Fields fields = fields(new Gate(raw, limits, defects).pass());
    return new HeaderFacts(fields, limits, defects)
        .mail(
            MailText.allNew(""),
            List.of(),
            List.of(),
            LanguageGuess.UNKNOWN,
            Fingerprint.over(raw));
  }

  /** The gate saw to it that the block is short and its lines end in LF. */
  private Fields fields(InputStream gated) {
    Fields fields = new Fields();
    ByteArrayOutputStream field = new ByteArrayOutputStream();
    try {
      for (byte[] line = line(gated); line.length > 0; line = line(gated)) {
        boolean isFolded = line[0] == ' ' || line[0] == '\t';
        if (!isFolded) {
          fields.add(field.toByteArray());
          field.reset();
        }
        field.writeBytes(line);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("an array was read", impossible);
    }
    fields.add(field.toByteArray());
    return fields;
  }

  /** The next line without its end; empty at the end of the header. */
  private byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0 && next != '\n' && line.size() < limits.headerBytes()) {
      if (next != '\r') {
        line.write(next);
      }
      next = in.read();
    }
    return line.toByteArray();
  }
}
