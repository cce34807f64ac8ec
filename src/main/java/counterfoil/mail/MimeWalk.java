package counterfoil.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * Walks once through the parts of a mail and collects what it says: bodies, files, attached mails.
 * Nothing but text is held in memory; of files only size and digest.
 */
final class MimeWalk {

  private static final int TEXT_BYTES_PER_CHAR = 3;

  private final ReadLimits limits;
  private final Defects defects;
  private final int wanted;
  private final DecodeMonitor structure;

  private final List<FilePart> files = new ArrayList<>();

  private int parts;
  private long openedBytes;
  private Optional<byte[]> wantedBytes = Optional.empty();

  /**
   * @param wanted index of the file whose bytes are asked for; -1 for none
   */
  MimeWalk(ReadLimits limits, Defects defects, int wanted) {
    this.limits = limits;
    this.defects = defects;
    this.wanted = wanted;
    structure = unclosedBoundary(defects);
  }

  /** A file as the walk found it. */
  record FilePart(String name, String type, long size, String sha256, String contentId) {
    FilePart named(String other) {
      return new FilePart(other, type, size, sha256, contentId);
    }
  }

  /** One body of a mail in one or two forms. */
  static final class Body {
    final List<String> plain = new ArrayList<>();
    final List<String> html = new ArrayList<>();
  }

  /** A mail that was attached, and its place in the order of bodies does not matter. */
  static final class Message {
    final Fields fields = new Fields();
    final List<Body> bodies = new ArrayList<>();
    final List<Message> attached = new ArrayList<>();
    final List<ReportPart> reports = new ArrayList<>();
  }

  /** A multipart that is open. */
  private static final class Container {
    final String type;
    final Optional<Body> shared;
    String preamble = "";
    int children;

    Container(String type, Optional<Body> shared) {
      this.type = type;
      this.shared = shared;
    }
  }

  /** Says so when the parser misses the end of a part; it goes on reading. */
  private static DecodeMonitor unclosedBoundary(Defects defects) {
    return new DecodeMonitor() {
      @Override
      public boolean warn(String error, String dropped) {
        if (error.contains("prematurely")) {
          defects.add("a boundary never closed");
        }
        return false;
      }

      @Override
      public boolean isListening() {
        return true;
      }
    };
  }

  List<FilePart> files() {
    return files;
  }

  Optional<byte[]> wantedBytes() {
    return wantedBytes;
  }

  /** Walks a mail that has passed the gate. What breaks ends the walk, not the reading. */
  Message walk(byte[] gated) {
    openedBytes = 4L * gated.length + 1_000_000;
    Message message = new Message();
    walk(gated, message, 0);
    return message;
  }

  private void walk(byte[] bytes, Message message, int depth) {
    MimeTokenStream stream =
        new MimeTokenStream(
            MimeConfig.custom()
                .setMaxLineLen(-1)
                .setMaxHeaderCount(limits.headerFields() + 10)
                .setMaxHeaderLen(limits.headerBytes())
                .setMaxContentLen(-1)
                .build(),
            structure,
            null);
    stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
    stream.parse(new ByteArrayInputStream(bytes));
    try {
      new Visit(stream, message, depth).run();
    } catch (MimeException | IOException | RuntimeException broken) {
      defects.add("the parts could not be read to the end: " + broken.getMessage());
    }
  }

  /** The walk through one message. */
  private final class Visit {

    private final MimeTokenStream stream;
    private final Message message;
    private final int depth;
    private final Deque<Container> open = new ArrayDeque<>();

    private Fields fields;

    Visit(MimeTokenStream stream, Message message, int depth) {
      this.stream = stream;
      this.message = message;
      this.depth = depth;
      this.fields = message.fields;
    }

    void run() throws MimeException, IOException {
      for (EntityState state = stream.getState();
          state != EntityState.T_END_OF_STREAM;
          state = stream.next()) {
        switch (state) {
          case T_START_BODYPART -> {
            fields = new Fields();
            if (!open.isEmpty()) {
              open.peek().children++;
            }
            if (++parts > limits.parts()) {
              defects.add("more than " + limits.parts() + " parts: the rest was not read");
              return;
            }
          }
          case T_FIELD -> fields.add(stream.getField().getRaw().toByteArray());
          case T_END_HEADER -> {
            boolean isDeep = depth + open.size() >= limits.depth();
            stream.setRecursionMode(isDeep ? RecursionMode.M_FLAT : RecursionMode.M_NO_RECURSE);
          }
          case T_START_MULTIPART -> open.push(container());
          case T_PREAMBLE -> open.peek().preamble = preamble();
          case T_END_MULTIPART -> close(open.pop());
          case T_BODY -> body();
          default -> {}
        }
      }
    }

    private Container container() {
      String type = stream.getBodyDescriptor().getMimeType();
      boolean isAlternative = type.equals("multipart/alternative");
      Optional<Body> shared =
          isAlternative
              ? Optional.of(newBody())
              : Optional.ofNullable(open.peek()).flatMap(c -> c.shared);
      return new Container(type, shared);
    }

    private Body newBody() {
      Body body = new Body();
      message.bodies.add(body);
      return body;
    }

    private String preamble() throws IOException {
      if (open.peek().children > 0) {
        return "";
      }
      return TextHygiene.text(Charsets.decode(head(stream.getInputStream()), "").text());
    }

    /** A multipart whose boundary never came: what stands there is the text. */
    private void close(Container container) {
      if (container.children == 0) {
        defects.add("a multipart without parts");
        if (!container.preamble.isBlank()) {
          newBody().plain.add(container.preamble);
        }
      }
    }

    private void body() throws IOException {
      HeaderValue type = HeaderValue.of(fields.first("content-type"));
      if (type.value().startsWith("multipart/") && depth + open.size() < limits.depth()) {
        withoutBoundary(type.value());
        return;
      }
      HeaderValue disposition = HeaderValue.of(fields.first("content-disposition"));
      String media = media(type);
      String name = disposition.parameter("filename");
      name = name.isEmpty() ? type.parameter("name") : name;
      boolean isFile =
          disposition.value().equals("attachment") || (!name.isEmpty() && !isOnlyOrAlternative());
      if (isAttachedMail(media)) {
        attachedMail(media, name);
      } else if (!isFile && (media.equals("text/plain") || media.equals("text/html"))) {
        text(media, type);
      } else {
        file(media, name);
      }
    }

    private String media(HeaderValue type) {
      String said = type.value();
      if (!said.startsWith("multipart/")) {
        boolean isWhole = said.indexOf('/') > 0 && said.indexOf('/') < said.length() - 1;
        return isWhole ? said : stream.getBodyDescriptor().getMimeType();
      }
      defects.add("parts nested deeper than " + limits.depth() + ": not opened");
      return said;
    }

    /** The text itself may bear a name: as the whole mail, or as one of its forms. */
    private boolean isOnlyOrAlternative() {
      return open.isEmpty() || open.peek().type.equals("multipart/alternative");
    }

    /** The boundary was lost, but the first line shows it; without such a line it is text. */
    private void withoutBoundary(String said) throws IOException {
      byte[] bytes = content().readAllBytes();
      String boundary = firstLine(bytes);
      openedBytes -= bytes.length;
      boolean isBoundary =
          boundary.startsWith("--") && boundary.length() > 2 && boundary.indexOf('"') < 0;
      if (!isBoundary || openedBytes < 0) {
        defects.add("a multipart without a boundary: read as text");
        newBody().plain.add(TextHygiene.text(Charsets.decode(bytes, "").text()));
        return;
      }
      defects.add("a multipart without a boundary: its first line was taken");
      String field =
          "Content-Type: " + said + "; boundary=\"" + boundary.substring(2) + "\"\r\n\r\n";
      ByteArrayOutputStream whole = new ByteArrayOutputStream(bytes.length + field.length());
      whole.writeBytes(field.getBytes(StandardCharsets.US_ASCII));
      whole.writeBytes(bytes);
      Message inner = new Message();
      MimeWalk.this.walk(whole.toByteArray(), inner, depth + open.size() + 1);
      message.bodies.addAll(inner.bodies);
      message.attached.addAll(inner.attached);
      message.reports.addAll(inner.reports);
    }

    /** The first line that is not blank, up to 72 characters. */
    private String firstLine(byte[] bytes) {
      int start = 0;
      while (start < bytes.length && bytes[start] <= ' ' && bytes[start] >= 0) {
        start++;
      }
      int end = start;
      while (end < bytes.length && end - start < 73 && bytes[end] > ' ' && bytes[end] < 127) {
        end++;
      }
      return end - start < 73
          ? new String(bytes, start, end - start, StandardCharsets.US_ASCII)
          : "";
    }

    private boolean isAttachedMail(String media) {
      return (media.equals("message/rfc822") || media.equals("message/global"))
          && depth + open.size() < limits.depth();
    }

    private void text(String media, HeaderValue type) throws IOException {
      Charsets.Decoded decoded = Charsets.decode(head(content()), charset(type));
      if (decoded.text().indexOf('\0') >= 0) {
        defects.add("the text holds NUL: left out");
      }
      if (!decoded.defect().isEmpty()) {
        defects.add(decoded.defect());
      }
      Body body = Optional.ofNullable(open.peek()).flatMap(c -> c.shared).orElseGet(this::newBody);
      if (media.equals("text/html")) {
        body.html.add(TextHygiene.text(decoded.text()));
      } else {
        String text = TextHygiene.text(decoded.text());
        boolean isFlowed = type.parameter("format").equalsIgnoreCase("flowed");
        boolean delSp = type.parameter("delsp").equalsIgnoreCase("yes");
        body.plain.add(isFlowed ? FlowedText.unwrapped(text, delSp) : text);
      }
    }

    private String charset(HeaderValue type) {
      String charset = type.parameter("charset").strip();
      int space = charset.indexOf(' ');
      return space < 0 ? charset : charset.substring(0, space);
    }

    private void attachedMail(String media, String name) throws IOException {
      byte[] bytes = content().readAllBytes();
      int index = files.size();
      keepFile(media, name, bytes.length, sha256().digest(bytes));
      if (index == wanted) {
        wantedBytes = Optional.of(bytes);
      }
      message.reports.add(ReportPart.ofMail(media, bytes));
      openedBytes -= bytes.length;
      if (openedBytes < 0) {
        defects.add("the attached mails are too large to be opened");
        return;
      }
      Message inner = new Message();
      message.attached.add(inner);
      MimeWalk.this.walk(new Gate(bytes, limits, defects).pass(), inner, depth + open.size() + 1);
      String subject = EncodedWords.decode(inner.fields.first("subject")).replace('/', '_');
      if (name.isEmpty() && !subject.isBlank()) {
        files.set(
            index, files.get(index).named(FileNames.safe(subject + ".eml", media, index + 1)));
      }
    }

    private void file(String media, String name) throws IOException {
      boolean isWanted = files.size() == wanted;
      boolean isReport = ReportPart.isOne(media);
      ByteArrayOutputStream copy = new ByteArrayOutputStream();
      MessageDigest digest = sha256();
      long size = 0;
      InputStream content = content();
      byte[] buffer = new byte[8192];
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        digest.update(buffer, 0, n);
        size += n;
        if (isWanted || isReport && copy.size() < ReportPart.LONGEST) {
          copy.write(buffer, 0, n);
        }
      }
      keepFile(media, name, size, digest.digest());
      if (isReport) {
        message.reports.add(ReportPart.of(media, copy.toByteArray()));
      }
      if (isWanted) {
        wantedBytes = Optional.of(copy.toByteArray());
      }
    }

    private void keepFile(String media, String name, long size, byte[] digest) {
      String type = TextHygiene.oneLine(media);
      files.add(
          new FilePart(
              FileNames.safe(name, type, files.size() + 1),
              type,
              size,
              HexFormat.of().formatHex(digest),
              contentId()));
    }

    private String contentId() {
      String id = fields.first("content-id").strip();
      boolean isBracketed = id.startsWith("<") && id.endsWith(">") && id.length() > 2;
      return isBracketed ? id.substring(1, id.length() - 1) : id;
    }

    private InputStream content() {
      String encoding = HeaderValue.of(fields.first("content-transfer-encoding")).value();
      InputStream in = stream.getInputStream();
      if (encoding.equals("base64")) {
        return new Base64Stream(in, () -> defects.add("broken base64: read as far as it goes"));
      }
      if (encoding.equals("quoted-printable")) {
        return new QuotedPrintableInputStream(in, DecodeMonitor.SILENT);
      }
      if (!KNOWN_PLAIN.contains(encoding)) {
        defects.add("transfer encoding " + encoding + " unknown: taken as it stands");
      }
      return in;
    }
  }

  private static final Set<String> KNOWN_PLAIN = Set.of("", "7bit", "8bit", "binary");

  /** The beginning of a text, as much as can ever be shown. */
  private byte[] head(InputStream in) throws IOException {
    int most = limits.textChars() * TEXT_BYTES_PER_CHAR;
    byte[] bytes = in.readNBytes(most);
    if (bytes.length == most) {
      defects.add("the text is too long: the rest of it was not read");
    }
    return bytes;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
