package counterfoil.web;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A text cut where marks begin and end, so that a page can mark each piece by itself: marks that
 * overlap never make elements that do.
 */
public final class MarkedWords {

  /**
   * A piece of the text.
   *
   * @param facts numbers of the facts that were read from it; none where nothing was
   * @param beginning of these, the ones whose words begin here
   * @param ending of these, the ones whose words end here
   */
  public record Piece(
      String text, List<Integer> facts, List<Integer> beginning, List<Integer> ending) {}

  /** The words of a fact. */
  record Mark(int fact, int start, int end) {}

  private MarkedWords() {}

  static List<Piece> cut(String text, List<Mark> marks) {
    TreeSet<Integer> borders = new TreeSet<>(List.of(0, text.length()));
    for (Mark mark : marks) {
      borders.add(mark.start());
      borders.add(mark.end());
    }
    List<Piece> pieces = new ArrayList<>();
    int start = 0;
    for (int end : borders.tailSet(0, false)) {
      pieces.add(piece(text, start, end, marks));
      start = end;
    }
    return pieces;
  }

  private static Piece piece(String text, int start, int end, List<Mark> marks) {
    List<Integer> covering = new ArrayList<>();
    List<Integer> beginning = new ArrayList<>();
    List<Integer> ending = new ArrayList<>();
    for (Mark mark : marks) {
      if (mark.start() <= start && mark.end() >= end) {
        covering.add(mark.fact());
        if (mark.start() == start) {
          beginning.add(mark.fact());
        }
        if (mark.end() == end) {
          ending.add(mark.fact());
        }
      }
    }
    return new Piece(text.substring(start, end), covering, beginning, ending);
  }
}
