package counterfoil.mail;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Files that hold a mail, a text or other files in a form of their own. A container that cannot be
 * opened stays the file it is; archives are never opened.
 */
final class Containers {

  private Containers() {}

  /** What a file holds. */
  enum Kind {
    /** A mail (RFC 2046 section 5.2.1). */
    MAIL,
    /** Outlook's winmail.dat (MS-OXTNEF). */
    TNEF,
    /** A signed part in one piece (RFC 8551 section 3.5.2). */
    SIGNED,
    /** An invitation or an answer to one (RFC 5546). */
    CALENDAR,
    /** Nothing that is opened. */
    NONE
  }

  /** A file inside a container. */
  record InnerFile(String name, String type, String contentId, byte[] content) {}

  /**
   * What a container held.
   *
   * @param entity header and body of a part; empty when there is none
   */
  record Content(Optional<byte[]> entity, Body body, List<InnerFile> files) {

    static Content nothing() {
      return new Content(Optional.empty(), new Body(), List.of());
    }

    static Content text(String plain) {
      Content content = nothing();
      content.body().plain.add(plain);
      return content;
    }

    static Content entity(byte[] bytes) {
      return new Content(Optional.of(bytes), new Body(), List.of());
    }
  }

  /** What kind of container this is; what can only be named is named here. */
  static Kind kind(PartHead head, Defects defects) {
    if (head.isMail()) {
      return Kind.MAIL;
    }
    String type = head.type();
    switch (type) {
      case "application/ms-tnef", "application/vnd.ms-tnef" -> {
        return Kind.TNEF;
      }
      case "text/calendar" -> {
        return Kind.CALENDAR;
      }
      case "application/pkcs7-mime", "application/x-pkcs7-mime" -> {
        return smime(head, defects);
      }
      case "message/partial" ->
          defects.add(
              "one piece of a longer mail: number %s of %s"
                  .formatted(
                      known(head.contentType().parameter("number")),
                      known(head.contentType().parameter("total"))));
      case "message/external-body" ->
          defects.add(
              "a file is kept elsewhere (%s): it was not fetched"
                  .formatted(known(head.contentType().parameter("access-type"))));
      default -> {}
    }
    return head.name().equalsIgnoreCase("winmail.dat") ? Kind.TNEF : Kind.NONE;
  }

  private static Kind smime(PartHead head, Defects defects) {
    String kind = head.contentType().parameter("smime-type").toLowerCase(java.util.Locale.ROOT);
    if (kind.contains("enveloped")) {
      defects.add("the mail is encrypted: its text cannot be read here");
      return Kind.NONE;
    }
    return kind.contains("certs") ? Kind.NONE : Kind.SIGNED;
  }

  private static String known(String parameter) {
    return parameter.isEmpty() ? "unknown" : TextHygiene.cut(parameter, 80);
  }

  /** Opens a container; whatever is wrong with it, it stays closed and the mail is read on. */
  static Content open(Kind kind, byte[] bytes, PartHead head, ReadLimits limits, Defects defects) {
    try {
      return switch (kind) {
        case TNEF -> Tnef.open(bytes, limits);
        case SIGNED -> SignedPart.open(bytes, limits, defects);
        case CALENDAR -> Content.text(CalendarLine.of(bytes, head.charset(), limits));
        case MAIL, NONE -> Content.nothing();
      };
    } catch (IOException | RuntimeException | StackOverflowError | LinkageError broken) {
      defects.add("%s could not be opened: %s".formatted(name(kind), reason(broken)));
      return Content.nothing();
    }
  }

  private static String reason(Throwable broken) {
    String message = broken.getMessage() == null ? broken.toString() : broken.getMessage();
    return TextHygiene.cut(message, 120);
  }

  private static String name(Kind kind) {
    return switch (kind) {
      case TNEF -> "winmail.dat";
      case SIGNED -> "a signed part";
      case CALENDAR -> "an invitation";
      case MAIL, NONE -> "a file";
    };
  }
}
