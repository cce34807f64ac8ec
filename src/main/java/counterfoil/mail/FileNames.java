package counterfoil.mail;

import counterfoil.text.TextHygiene;
import java.util.Map;
import java.util.Set;

/** Safe names for attached files: no folders, no controls, no device names, never empty. */
final class FileNames {

  private static final int LONGEST = 200;

  private static final Set<String> DEVICES =
      Set.of("con", "prn", "aux", "nul", "com1", "com2", "com3", "lpt1", "lpt2", "lpt3");

  private static final Map<String, String> ENDINGS =
      Map.ofEntries(
          Map.entry("text/plain", ".txt"),
          Map.entry("text/html", ".html"),
          Map.entry("text/calendar", ".ics"),
          Map.entry("text/csv", ".csv"),
          Map.entry("image/png", ".png"),
          Map.entry("image/jpeg", ".jpg"),
          Map.entry("image/jpg", ".jpg"),
          Map.entry("image/gif", ".gif"),
          Map.entry("image/svg+xml", ".svg"),
          Map.entry("application/pdf", ".pdf"),
          Map.entry("application/zip", ".zip"),
          Map.entry("application/json", ".json"),
          Map.entry("application/ms-tnef", ".dat"),
          Map.entry("application/vnd.ms-tnef", ".dat"),
          Map.entry("application/vnd.ms-outlook", ".msg"),
          Map.entry("application/pkcs7-mime", ".p7m"),
          Map.entry("application/x-pkcs7-mime", ".p7m"),
          Map.entry("application/x-pkcs7-signature", ".p7s"),
          Map.entry("application/pgp-encrypted", ".asc"),
          Map.entry("application/pkcs7-signature", ".p7s"),
          Map.entry("application/pgp-signature", ".asc"),
          Map.entry("audio/mpeg", ".mp3"),
          Map.entry("audio/wav", ".wav"),
          Map.entry("audio/x-wav", ".wav"),
          Map.entry("message/rfc822", ".eml"),
          Map.entry("message/global", ".eml"),
          Map.entry("message/partial", ".eml"),
          Map.entry("video/mp4", ".mp4"),
          Map.entry("video/quicktime", ".mov"),
          Map.entry("image/webp", ".webp"),
          Map.entry("image/bmp", ".bmp"),
          Map.entry("image/tiff", ".tif"),
          Map.entry("text/xml", ".xml"),
          Map.entry("application/xml", ".xml"),
          Map.entry("text/rtf", ".rtf"),
          Map.entry("application/rtf", ".rtf"),
          Map.entry("message/delivery-status", ".txt"),
          Map.entry("text/rfc822-headers", ".txt"));

  private FileNames() {}

  /**
   * @param given by the mail; may be empty or hostile
   * @param type the media type
   * @param number of the attachment, counted from 1
   */
  static String safe(String given, String type, int number) {
    String line = TextHygiene.oneLine(given);
    int folder = Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\'));
    StringBuilder out = new StringBuilder();
    line.substring(folder + 1)
        .codePoints()
        .map(c -> "<>:\"|?*".indexOf(c) >= 0 ? '_' : c)
        .forEach(out::appendCodePoint);
    String name = trimmed(out.toString());
    int dot = name.indexOf('.');
    String stem = (dot < 0 ? name : name.substring(0, dot)).toLowerCase(java.util.Locale.ROOT);
    if (name.isEmpty()) {
      return "attachment-" + number + ENDINGS.getOrDefault(type, ".bin");
    }
    return DEVICES.contains(stem) ? "_" + name : name;
  }

  /** A title as the name of a file of this type. */
  static String withEnding(String title, String type) {
    String ending = ENDINGS.getOrDefault(type, ".bin");
    return title.toLowerCase(java.util.Locale.ROOT).endsWith(ending) ? title : title + ending;
  }

  private static String withoutEdges(String name) {
    int start = 0;
    int end = name.length();
    while (start < end && (name.charAt(start) == '.' || name.charAt(start) == ' ')) {
      start++;
    }
    while (end > start && (name.charAt(end - 1) == '.' || name.charAt(end - 1) == ' ')) {
      end--;
    }
    return name.substring(start, end);
  }

  /** Without dots and spaces at the edges; a long name is cut before its ending. */
  private static String trimmed(String name) {
    String trimmed = withoutEdges(name);
    if (trimmed.length() <= LONGEST) {
      return trimmed;
    }
    int dot = trimmed.lastIndexOf('.');
    String ending = dot > 0 && trimmed.length() - dot <= 12 ? trimmed.substring(dot) : "";
    int cut = LONGEST - ending.length();
    if (Character.isHighSurrogate(trimmed.charAt(cut - 1))) {
      cut--;
    }
    return withoutEdges(trimmed.substring(0, cut)) + ending;
  }
}
