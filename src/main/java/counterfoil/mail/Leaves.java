package counterfoil.mail;

import counterfoil.containers.Containers;
import counterfoil.containers.PgpText;
import counterfoil.containers.Uuencode;
import counterfoil.mail.FoundFiles.Added;
import counterfoil.text.Charsets;
import counterfoil.text.Defects;
import counterfoil.text.EncodedWords;
import counterfoil.text.FlowedText;
import counterfoil.text.TextHygiene;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;

/** Turns each part that is no multipart into text, into a file, or into the mail it holds. */
final class Leaves {

  private final ReadLimits limits;
  private final Defects defects;
  private final FoundFiles files;
  private final Budget budget;
  private final MimeWalk walk;
  private final boolean opensContainers;

  Leaves(
      ReadLimits limits,
      Defects defects,
      FoundFiles files,
      Budget budget,
      MimeWalk walk,
      boolean opensContainers) {
    this.limits = limits;
    this.defects = defects;
    this.files = files;
    this.budget = budget;
    this.walk = walk;
    this.opensContainers = opensContainers;
  }

  /**
   * Reads one part.
   *
   * @param encoded as it stands in the mail
   */
  void read(Leaf leaf, InputStream encoded) throws IOException {
    PartHead head = leaf.head();
    InputStream content = TransferEncoding.decoded(head.encoding(), encoded, limits, defects);
    if (head.contentType().value().startsWith("multipart/")) {
      multipart(leaf, content);
    } else if (leaf.isBodyText()) {
      bodyText(leaf, content);
    } else {
      file(leaf, content);
    }
  }

  /** One that the parser did not open: too deep, or its boundary was lost. */
  private void multipart(Leaf leaf, InputStream content) throws IOException {
    if (leaf.depth() >= limits.depth()) {
      defects.add("parts nested deeper than " + limits.depth() + ": not opened");
      addFile(leaf, content);
    } else {
      withoutBoundary(leaf, content);
    }
  }

  /** The boundary was lost, but the first line shows it; without such a line it is text. */
  private void withoutBoundary(Leaf leaf, InputStream content) throws IOException {
    byte[] beginning = content.readNBytes(512);
    String boundary = firstLine(beginning);
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(beginning), content);
    boolean isBoundary =
        boundary.startsWith("--") && boundary.length() > 2 && boundary.indexOf('"') < 0;
    if (!isBoundary) {
      defects.add("a multipart without a boundary: read as text");
      leaf.message().newBody().plain.add(text(whole, ""));
      return;
    }
    defects.add("a multipart without a boundary: its first line was taken");
    String field =
        "Content-Type: %s; boundary=\"%s\"\r\n\r\n"
            .formatted(leaf.head().type(), boundary.substring(2));
    Message inner = new Message();
    walk.entity(
        new SequenceInputStream(
            new ByteArrayInputStream(field.getBytes(StandardCharsets.US_ASCII)), whole),
        inner,
        leaf.depth() + 1);
    leaf.message().addAll(inner);
  }

  /** The first line that is not blank, up to 72 characters. */
  private static String firstLine(byte[] bytes) {
    int start = 0;
    while (start < bytes.length && bytes[start] <= ' ' && bytes[start] >= 0) {
      start++;
    }
    int end = start;
    while (end < bytes.length && end - start < 73 && bytes[end] > ' ' && bytes[end] < 127) {
      end++;
    }
    return end - start < 73 ? new String(bytes, start, end - start, StandardCharsets.US_ASCII) : "";
  }

  /** The beginning of a text, as much as can ever be shown. */
  String text(InputStream content, String charset) throws IOException {
    int most = budget.textBytes();
    byte[] bytes = content.readNBytes(most);
    if (bytes.length == most) {
      defects.add("the text is too long: the rest of it was not read");
    }
    budget.takeText(bytes.length);
    Charsets.Decoded decoded = Charsets.decode(bytes, charset);
    if (decoded.text().indexOf('\0') >= 0) {
      defects.add("the text holds NUL: left out");
    }
    if (!decoded.defect().isEmpty()) {
      defects.add(decoded.defect());
    }
    return TextHygiene.text(decoded.text());
  }

  private void bodyText(Leaf leaf, InputStream content) throws IOException {
    PartHead head = leaf.head();
    leaf.message().fields.writtenIn(head.charset());
    String text = text(content, head.charset());
    if (head.type().equals("text/html")) {
      leaf.body().html.add(text);
      return;
    }
    Uuencode found = Uuencode.in(text, defects);
    leaf.body().plain.add(PgpText.readable(unwrapped(head, found.text()), defects));
    found.files().forEach(f -> files.add(f.name(), "application/octet-stream", "", f.content()));
  }

  private static String unwrapped(PartHead head, String text) {
    boolean isFlowed = head.contentType().parameter("format").equalsIgnoreCase("flowed");
    boolean delSp = head.contentType().parameter("delsp").equalsIgnoreCase("yes");
    return isFlowed ? FlowedText.unwrapped(text, delSp) : text;
  }

  private void file(Leaf leaf, InputStream content) throws IOException {
    Containers.Kind kind = ContainerTypes.kind(leaf.head(), defects);
    boolean isDeep = leaf.depth() >= limits.depth();
    if (ReportPart.isOne(leaf.head().type()) && kind == Containers.Kind.NONE) {
      report(leaf, content);
      return;
    }
    if (kind == Containers.Kind.NONE || !opensContainers || isDeep) {
      addFile(leaf, content);
      return;
    }
    long room = budget.openable();
    Added added = add(leaf, content, room);
    if (added.content().isEmpty()) {
      defects.add(added.file().name() + " is too large to be opened");
      return;
    }
    byte[] bytes = added.content().get();
    budget.open(bytes.length);
    try {
      opened(kind, leaf, added.file(), bytes);
    } finally {
      budget.close(bytes.length);
    }
  }

  /** A file as well, and small. */
  private void report(Leaf leaf, InputStream content) throws IOException {
    byte[] beginning = content.readNBytes(ReportPart.LONGEST);
    leaf.message().reports.add(ReportPart.of(leaf.head().type(), beginning));
    addFile(leaf, new SequenceInputStream(new ByteArrayInputStream(beginning), content));
  }

  private void opened(Containers.Kind kind, Leaf leaf, FoundFiles.FoundFile file, byte[] bytes)
      throws IOException {
    if (kind == Containers.Kind.MAIL) {
      attachedMail(leaf, file, bytes);
      return;
    }
    Containers.Content content =
        Containers.open(kind, bytes, leaf.head().charset(), limits.textChars(), defects);
    if (content.entity().isPresent()) {
      Message inner = new Message();
      walk.entity(
          new Gate(content.entity().get(), limits, defects).pass(), inner, leaf.depth() + 1);
      leaf.message().addAll(inner);
    }
    // Outlook writes the text of winmail.dat beside it as well, for everybody else.
    boolean isSaid = kind == Containers.Kind.TNEF && leaf.message().hasText();
    if (!isSaid) {
      Body body = leaf.message().newBody();
      content.plain().ifPresent(body.plain::add);
      content.html().ifPresent(body.html::add);
    }
    for (Containers.InnerFile inner : content.files()) {
      files.add(inner.name(), inner.type(), inner.contentId(), inner.content());
    }
  }

  private void attachedMail(Leaf leaf, FoundFiles.FoundFile file, byte[] bytes) {
    boolean isSaved = leaf.head().isSavedMail();
    if (isSaved && !beginsWithField(bytes)) {
      return;
    }
    String type = isSaved ? "message/rfc822" : leaf.head().type();
    leaf.message().reports.add(ReportPart.ofMail(type, bytes));
    Message inner = walk.mail(bytes, leaf.depth() + 1);
    leaf.message().attached.add(inner);
    String subject = EncodedWords.decode(inner.fields.first("subject")).replace('/', '_');
    if (leaf.head().title().isEmpty() && !subject.isBlank()) {
      files.rename(file, subject + ".eml");
    }
  }

  /** A name says little; what begins with a field (RFC 5322 section 2.2) may be a mail. */
  private static boolean beginsWithField(byte[] bytes) {
    int at = 0;
    while (at < bytes.length && bytes[at] > ' ' && bytes[at] != ':') {
      at++;
    }
    return at > 0 && at < bytes.length && bytes[at] == ':';
  }

  private void addFile(Leaf leaf, InputStream content) throws IOException {
    add(leaf, content, 0);
  }

  private Added add(Leaf leaf, InputStream content, long keep) throws IOException {
    PartHead head = leaf.head();
    return files.add(head.title(), head.type(), head.contentId(), content, keep);
  }
}
