package counterfoil.mail;

import counterfoil.mail.Containers.Content;
import counterfoil.mail.Containers.InnerFile;
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
  private final ReadLimits limits;

  private Tnef(HMEFMessage tnef, ReadLimits limits) {
    this.tnef = tnef;
    this.limits = limits;
  }

  static Content open(byte[] bytes, ReadLimits limits) throws IOException {
    Tnef tnef = new Tnef(new HMEFMessage(new ByteArrayInputStream(bytes)), limits);
    return new Content(Optional.empty(), tnef.body(), tnef.files());
  }

  /** HTML and plain text; the rich text only where there is neither. */
  private Body body() throws IOException {
    Body body = new Body();
    String html = string(tnef.getMessageMAPIAttribute(MAPIProperty.BODY_HTML));
    String plain = string(tnef.getMessageMAPIAttribute(MAPIProperty.BODY));
    if (plain.isBlank()) {
      plain = string(tnef.getMessageAttribute(TNEFProperty.ID_BODY));
    }
    if (!html.isBlank()) {
      body.html.add(html);
    }
    if (!plain.isBlank()) {
      body.plain.add(plain);
    }
    if (html.isBlank() && plain.isBlank()) {
      body.plain.add(richText());
    }
    return body;
  }

  private String richText() throws IOException {
    return tnef.getMessageMAPIAttribute(MAPIProperty.RTF_COMPRESSED) instanceof MAPIRtfAttribute rtf
        ? RtfText.of(decompressed(rtf.getRawData()), limits)
        : "";
  }

  private byte[] decompressed(byte[] rtf) throws IOException {
    Bounded out = new Bounded(4 * limits.textChars());
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
    int most = Math.min(bytes.length, 4 * limits.textChars());
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
