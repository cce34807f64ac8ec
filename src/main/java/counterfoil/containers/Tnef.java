package counterfoil.containers;

import counterfoil.containers.Containers.Content;
import counterfoil.containers.Containers.InnerFile;
import counterfoil.text.Charsets;
import counterfoil.text.TextHygiene;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.poi.hmef.Attachment;
import org.apache.poi.hmef.CompressedRTF;
import org.apache.poi.hmef.HMEFMessage;
import org.apache.poi.hmef.attribute.MAPIAttribute;
import org.apache.poi.hmef.attribute.MAPIRtfAttribute;
import org.apache.poi.hmef.attribute.TNEFAttribute;
import org.apache.poi.hmef.attribute.TNEFProperty;
import org.apache.poi.hsmf.datatypes.MAPIProperty;
import org.apache.poi.hsmf.datatypes.Types;

/** Opens what Outlook sends to other Outlooks (MS-OXTNEF): the text and the files. */
final class Tnef {

  /** More than a mail of 50 MB can hold in base64. */
  private static final int LONGEST_VALUE = 40_000_000;

  static {
    // The library's own limits are lower than the files that people send.
    TNEFAttribute.setMaxRecordLength(LONGEST_VALUE);
    MAPIAttribute.setMaxRecordLength(LONGEST_VALUE);
  }

  private final HMEFMessage tnef;
  private final int textChars;

  private Tnef(HMEFMessage tnef, int textChars) {
    this.tnef = tnef;
    this.textChars = textChars;
  }

  static Content open(byte[] bytes, int textChars) throws IOException {
    Tnef tnef = new Tnef(new HMEFMessage(new ByteArrayInputStream(bytes)), textChars);
    Optional<String> html = tnef.html();
    Optional<String> plain = tnef.plain();
    boolean isOnlyRich = html.isEmpty() && plain.isEmpty();
    return new Content(
        Optional.empty(), isOnlyRich ? Optional.of(tnef.richText()) : plain, html, tnef.files());
  }

  private Optional<String> html() {
    return written(string(tnef.getMessageMAPIAttribute(MAPIProperty.BODY_HTML)));
  }

  private Optional<String> plain() {
    return written(string(tnef.getMessageMAPIAttribute(MAPIProperty.BODY)))
        .or(() -> written(string(tnef.getMessageAttribute(TNEFProperty.ID_BODY))));
  }

  private static Optional<String> written(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }

  /** Read only where there is neither HTML nor plain text. */
  private String richText() throws IOException {
    return tnef.getMessageMAPIAttribute(MAPIProperty.RTF_COMPRESSED) instanceof MAPIRtfAttribute rtf
        ? RtfText.of(decompressed(rtf.getRawData()), textChars)
        : "";
  }

  private byte[] decompressed(byte[] rtf) throws IOException {
    Bounded out = new Bounded(4 * textChars);
    new CompressedRTF().decompress(new ByteArrayInputStream(rtf), out);
    return out.toByteArray();
  }

  /** Ten bytes can become a hundred: what is more than can be shown is dropped. */
  private static final class Bounded extends ByteArrayOutputStream {

    private final int most;

    Bounded(int most) {
      this.most = most;
    }

    @Override
    public synchronized void write(int b) {
      if (size() < most) {
        super.write(b);
      }
    }

    @Override
    public synchronized void write(byte[] from, int offset, int length) {
      super.write(from, offset, Math.min(length, most - size()));
    }
  }

  private List<InnerFile> files() {
    List<InnerFile> files = new ArrayList<>();
    for (Attachment attached : tnef.getAttachments()) {
      byte[] content = content(attached);
      files.add(
          new InnerFile(
              name(attached),
              type(attached),
              string(attached.getMAPIAttribute(MAPIProperty.ATTACH_CONTENT_ID)).strip(),
              content));
    }
    return files;
  }

  private static byte[] content(Attachment attached) {
    TNEFAttribute data = attached.getAttribute(TNEFProperty.ID_ATTACHDATA);
    if (data != null) {
      return data.getData();
    }
    MAPIAttribute object = attached.getMAPIAttribute(MAPIProperty.ATTACH_DATA);
    return object == null ? new byte[0] : object.getData();
  }

  private String name(Attachment attached) {
    String name = string(attached.getMAPIAttribute(MAPIProperty.ATTACH_LONG_FILENAME));
    if (name.isBlank()) {
      name = string(attached.getAttribute(TNEFProperty.ID_ATTACHTITLE));
    }
    return name.isBlank() ? string(attached.getMAPIAttribute(MAPIProperty.DISPLAY_NAME)) : name;
  }

  private String type(Attachment attached) {
    String type = string(attached.getMAPIAttribute(MAPIProperty.ATTACH_MIME_TAG)).strip();
    return type.indexOf('/') > 0
        ? type.toLowerCase(java.util.Locale.ROOT)
        : "application/octet-stream";
  }

  private String string(@org.jspecify.annotations.Nullable MAPIAttribute value) {
    if (value == null) {
      return "";
    }
    return value.getType() == Types.UNICODE_STRING.getId()
        ? TextHygiene.text(new String(value.getData(), StandardCharsets.UTF_16LE))
        : text(value.getData());
  }

  private String string(@org.jspecify.annotations.Nullable TNEFAttribute value) {
    return value == null ? "" : text(value.getData());
  }

  private String text(byte[] bytes) {
    int most = Math.min(bytes.length, 4 * textChars);
    byte[] some = most == bytes.length ? bytes : java.util.Arrays.copyOf(bytes, most);
    return TextHygiene.text(Charsets.decode(some, codePage()).text());
  }

  /** The code page of eight-bit strings; empty when it is not told. */
  private String codePage() {
    TNEFAttribute said = tnef.getMessageAttribute(TNEFProperty.ID_OEMCODEPAGE);
    byte[] bytes = said == null ? new byte[0] : said.getData();
    int number = bytes.length < 2 ? 0 : (bytes[0] & 0xff) | (bytes[1] & 0xff) << 8;
    return number == 0 ? "" : CodePages.charset(number);
  }
}
