package counterfoil.mail;

import counterfoil.containers.Containers.Kind;
import counterfoil.text.Defects;
import counterfoil.text.TextHygiene;
import java.util.Locale;

/** Knows containers by the head of their part: by type, parameters and name. */
final class ContainerTypes {

  private ContainerTypes() {}

  /** What kind of container this is; what can only be named is named here. */
  static Kind kind(PartHead head, Defects defects) {
    if (head.isMail() || head.isSavedMail()) {
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
    String kind = head.contentType().parameter("smime-type").toLowerCase(Locale.ROOT);
    if (kind.contains("enveloped")) {
      defects.add("the mail is encrypted: its text cannot be read here");
      return Kind.NONE;
    }
    return kind.contains("certs") ? Kind.NONE : Kind.SIGNED;
  }

  private static String known(String parameter) {
    return parameter.isEmpty() ? "unknown" : TextHygiene.cut(parameter, 80);
  }
}
