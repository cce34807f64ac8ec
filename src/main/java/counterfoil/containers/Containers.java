package counterfoil.containers;

import counterfoil.text.Defects;
import counterfoil.text.TextHygiene;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Files that hold a mail, a text or other files in a form of their own. A container that cannot be
 * opened stays the file it is; archives are never opened.
 */
public final class Containers {

  private Containers() {}

  /** What a file holds. */
  public enum Kind {
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
  public record InnerFile(String name, String type, String contentId, byte[] content) {}

  /**
   * What a container held.
   *
   * @param entity header and body of a part; empty when there is none
   * @param plain the plain form of a text; empty when there is none
   * @param html its form in HTML; empty when there is none
   */
  public record Content(
      Optional<byte[]> entity,
      Optional<String> plain,
      Optional<String> html,
      List<InnerFile> files) {

    static Content nothing() {
      return new Content(Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    static Content text(String plain) {
      return new Content(Optional.empty(), Optional.of(plain), Optional.empty(), List.of());
    }

    static Content entity(byte[] bytes) {
      return new Content(Optional.of(bytes), Optional.empty(), Optional.empty(), List.of());
    }
  }

  /**
   * Opens a container; whatever is wrong with it, it stays closed and the mail is read on.
   *
   * @param charset that its part names; empty when it names none
   * @param textChars of the longest text that can be shown
   */
  public static Content open(
      Kind kind, byte[] bytes, String charset, int textChars, Defects defects) {
    try {
      return switch (kind) {
        case TNEF -> Tnef.open(bytes, textChars);
        case SIGNED -> SignedPart.open(bytes, defects);
        case CALENDAR -> Content.text(CalendarLine.of(bytes, charset, textChars));
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
