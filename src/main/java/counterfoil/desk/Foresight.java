package counterfoil.desk;

import java.util.List;

/** What would become of a mail that is held, for each choice that a person has. */
@FunctionalInterface
public interface Foresight {

  /**
   * Looks, and writes nothing.
   *
   * @param who would choose
   * @return one for each choice, in their order; none when no such mail is held
   */
  List<Foreseen> of(long mailId, String who);

  /**
   * What a choice would do.
   *
   * @param possible whether it can be chosen at all
   * @param sentence what would happen; or why it cannot be chosen
   */
  record Foreseen(Release.Choice choice, boolean possible, String sentence) {}
}
