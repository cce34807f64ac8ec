package counterfoil.mail;

import counterfoil.text.EncodedWords;
import java.util.Locale;

/**
 * What the header of a part says about it (RFC 2045, RFC 2183).
 *
 * @param type the media type in lower case
 * @param contentType the Content-Type field with its parameters
 * @param isAttachment whether its disposition says so
 * @param name of the file, as given; empty when there is none
 * @param description what people are told about it (RFC 2045 section 8); empty when nothing
 * @param encoding the transfer encoding in lower case
 * @param contentId without brackets; empty when there is none
 */
record PartHead(
    String type,
    HeaderValue contentType,
    boolean isAttachment,
    String name,
    String description,
    String encoding,
    String contentId) {

  /**
   * @param otherwise the media type when the field says none
   */
  static PartHead of(Fields fields, String otherwise) {
    HeaderValue type = HeaderValue.of(fields.first("content-type"));
    HeaderValue disposition = HeaderValue.of(fields.first("content-disposition"));
    String said = type.value();
    boolean isWhole = said.indexOf('/') > 0 && said.indexOf('/') < said.length() - 1;
    String name = disposition.parameter("filename");
    return new PartHead(
        isWhole ? said : otherwise,
        type,
        disposition.value().equals("attachment"),
        name.isEmpty() ? type.parameter("name") : name,
        EncodedWords.decode(fields.first("content-description")),
        HeaderValue.of(fields.first("content-transfer-encoding")).value(),
        withoutBrackets(fields.first("content-id").strip()));
  }

  private static String withoutBrackets(String id) {
    boolean isBracketed = id.startsWith("<") && id.endsWith(">") && id.length() > 2;
    return isBracketed ? id.substring(1, id.length() - 1) : id;
  }

  /** The charset that is named; some programs write more behind it. */
  String charset() {
    String charset = contentType.parameter("charset").strip();
    int space = charset.indexOf(' ');
    return space < 0 ? charset : charset.substring(0, space);
  }

  /** What to call the file: its name, else what it is described as. */
  String title() {
    boolean isTitle = name.isEmpty() && !description.isBlank() && description.length() <= 80;
    return isTitle ? FileNames.withEnding(description.replace('/', '_'), type) : name;
  }

  boolean isText() {
    return type.equals("text/plain") || type.equals("text/html");
  }

  boolean isMail() {
    return type.equals("message/rfc822")
        || type.equals("message/global")
        // Of a mail in pieces the first one has the header and the beginning (RFC 2046).
        || (type.equals("message/partial") && contentType.parameter("number").equals("1"));
  }

  /** A mail that was saved as a file, and attached by a program that does not know what it is. */
  boolean isSavedMail() {
    return type.equals("application/octet-stream")
        && name.toLowerCase(Locale.ROOT).strip().endsWith(".eml");
  }
}
