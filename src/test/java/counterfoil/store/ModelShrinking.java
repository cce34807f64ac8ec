package counterfoil.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Leaves out of a sequence that fails what can be left out, so that a person sees why it does. */
final class ModelShrinking {

  private final ModelPlay play;

  ModelShrinking(ModelPlay play) {
    this.play = play;
  }

  /**
   * The sequence as short as it gets, and what is wrong with it.
   *
   * @param inCompany what was found when it was played with others
   */
  String report(ModelSequence sequence, List<String> inCompany) {
    List<String> alone = findings(sequence);
    if (alone.isEmpty()) {
      return "fails in company only: " + sequence + lines(inCompany);
    }
    ModelSequence shortest = sequence;
    boolean isShorter = true;
    while (isShorter) {
      isShorter = false;
      for (ModelSequence shorter : shorter(shortest).toList()) {
        List<String> found = findings(shorter);
        if (!found.isEmpty()) {
          shortest = shorter;
          alone = found;
          isShorter = true;
          break;
        }
      }
    }
    return shortest + lines(alone);
  }

  private static String lines(List<String> findings) {
    return findings.stream().map(finding -> "  " + finding + "\n").reduce("", String::concat);
  }

  private static Stream<ModelSequence> shorter(ModelSequence of) {
    List<ModelSequence> all = new ArrayList<>();
    IntStream.range(0, of.acts().size()).mapToObj(of::withoutAct).forEach(all::add);
    of.mails().stream()
        .filter(ModelMail::isSent)
        .map(mail -> of.without(mail.no()))
        .forEach(all::add);
    of.mails().stream()
        .filter(mail -> mail.isSent() && !mail.equals(mail.plain()))
        .map(mail -> of.with(mail.plain()))
        .forEach(all::add);
    return all.stream().filter(one -> !one.isImpossible());
  }

  private List<String> findings(ModelSequence sequence) {
    return play.play(List.of(sequence)).values().stream().flatMap(List::stream).toList();
  }
}
