package counterfoil.mail;

import counterfoil.fuzz.Holds;
import counterfoil.text.Defects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;

/** The gate: what passes is within the limits, and passes again as it is. */
public final class GateFuzz {

  /** Small, so that short inputs reach them. */
  private static final ReadLimits LIMITS =
      SmallLimits.of(
          Map.of("headerBytes", 200, "headerFields", 8, "fieldBytes", 60, "fieldLines", 6));

  private GateFuzz() {}

  /** Called for each input. */
  public static void fuzzerTestOneInput(byte[] data) {
    byte[] before = data.clone();
    byte[] passed = pass(data);
    Holds.that(Arrays.equals(before, data), "the gate wrote into the mail");
    // A body of bare CRs doubles; a header gains the line ends that it lacked.
    Holds.that(passed.length <= 2 * data.length + 4, "more came out than went in");
    withinLimits(passed);
    boolean hasHeader = passed.length > 0 && passed[0] != '\r' && passed[0] != '\n';
    if (!hasHeader) {
      return;
    }
    byte[] again = pass(passed);
    Holds.that(Arrays.equals(passed, again), "what has passed does not pass as it is");
  }

  private static byte[] pass(byte[] mail) {
    try {
      return new Gate(mail, LIMITS, new Defects()).pass().readAllBytes();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void withinLimits(byte[] mail) {
    int fields = 0;
    int field = 0;
    int at = 0;
    while (at < mail.length) {
      int end = at;
      while (end < mail.length && mail[end] != '\n') {
        end++;
      }
      boolean isBlank = end == at || end == at + 1 && mail[at] == '\r';
      if (isBlank) {
        return;
      }
      int next = Math.min(end + 1, mail.length);
      boolean isFolded = mail[at] == ' ' || mail[at] == '\t';
      fields += isFolded ? 0 : 1;
      field = isFolded ? field + next - at : next - at;
      Holds.that(fields <= LIMITS.headerFields(), "more fields than the limit");
      Holds.that(field <= LIMITS.fieldBytes() + 2, "a field longer than the limit");
      at = next;
      Holds.that(at <= LIMITS.headerBytes() + 2, "a header longer than the limit");
    }
  }
}
