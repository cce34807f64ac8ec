package counterfoil.mail;

import counterfoil.fuzz.Holds;
import counterfoil.text.Defects;
import java.util.Map;

/** The walk through the parts of a mail that has passed the gate. */
public final class PartsFuzz {

  private static final ReadLimits LIMITS =
      SmallLimits.of(
          Map.of(
              "headerFields",
              100,
              "fieldBytes",
              2_048,
              "depth",
              5,
              "parts",
              20,
              "textChars",
              4_000));

  private PartsFuzz() {}

  /** Called for each input: a mail. */
  public static void fuzzerTestOneInput(byte[] data) {
    Defects defects = new Defects();
    FoundFiles files = new FoundFiles(-1);
    Message message = new MimeWalk(LIMITS, defects, files, data.length, true).mail(data, 0);
    Holds.that(message(message) <= LIMITS.parts() + 1, "more bodies than the limit of parts");
    Holds.that(files.list().size() <= LIMITS.parts() + 1, "more files than the limit of parts");
    for (FoundFiles.FoundFile file : files.list()) {
      Holds.fileName(file.name());
      Holds.oneLine(file.type(), "a media type");
      Holds.that(file.size() <= data.length + 2, "a file is larger than its mail");
    }
  }

  private static int message(Message message) {
    int bodies = message.bodies.size();
    for (Body body : message.bodies) {
      body.plain.forEach(text -> Holds.storable(text, "a text"));
      body.html.forEach(html -> Holds.storable(html, "an HTML text"));
    }
    for (Message attached : message.attached) {
      bodies += message(attached);
    }
    return bodies;
  }
}
