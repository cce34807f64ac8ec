package counterfoil.mail;

import counterfoil.mail.FoundFiles.FoundFile;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells the files that the HTML shows, by {@code cid:} and their Content-ID, from the others. */
final class ShownFiles {

  private ShownFiles() {}

  static List<Attachment> of(List<FoundFile> files, Message message) {
    Set<String> shown = new HashSet<>();
    boolean mayBeShown = files.stream().anyMatch(file -> !file.contentIds().isEmpty());
    if (mayBeShown) {
      collect(message, shown);
    }
    return files.stream()
        .map(
            file ->
                new Attachment(
                    file.name(),
                    file.type(),
                    file.size(),
                    file.sha256(),
                    file.contentIds().stream().anyMatch(shown::contains)))
        .toList();
  }

  private static void collect(Message message, Set<String> ids) {
    for (Body body : message.bodies) {
      for (String html : body.html) {
        for (int at = html.indexOf("cid:"); at >= 0; at = html.indexOf("cid:", at + 4)) {
          int end = at + 4;
          while (end < html.length() && "\"'<> )\n\r".indexOf(html.charAt(end)) < 0) {
            end++;
          }
          ids.add(unescaped(html.substring(at + 4, end)));
        }
      }
    }
    message.attached.forEach(attached -> collect(attached, ids));
  }

  private static String unescaped(String id) {
    try {
      return id.indexOf('%') < 0
          ? id
          : URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException noEscape) {
      return id;
    }
  }
}
