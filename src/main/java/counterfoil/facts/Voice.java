package counterfoil.facts;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What one voice says: the author with subject and body, or a forwarded or quoted text. A voice is
 * read as a whole, since one of its sentences explains another.
 *
 * @param passages the most telling first: the body before the subject
 * @param reply whether it answers something, and so need not tell its matter again
 * @param covering whether the matter stands elsewhere, in a mail that is passed on
 */
record Voice(List<Read> passages, boolean reply, boolean covering) {

  /**
   * A passage with its labels.
   *
   * @param labels in the order of the text
   * @param elsewhere the lines that tell something else than the matter: steps, expectations
   */
  record Read(Passage passage, List<Labelled> labels, BitSet elsewhere) {

    private static final int MOST_LABELS = 50;

    /** Whether a token stands in a line that tells something else than the matter. */
    boolean isElsewhere(int token) {
      return elsewhere.get(passage.lineOf(token));
    }

    /** The labels of one field; a mail that has more of them than a form has is no form. */
    List<Labelled> labels(int field) {
      List<Labelled> found = new ArrayList<>(2);
      for (Labelled label : labels) {
        if (label.field() == field && found.size() < MOST_LABELS) {
          found.add(label);
        }
      }
      return found;
    }

    /** Whether a line carries a label of any field. */
    boolean isLabelled(int line) {
      int at = firstFrom(line);
      return at < labels.size() && labels.get(at).line() == line;
    }

    /** Whether a label begins at a position. */
    boolean startsLabel(int position) {
      int low = 0;
      int high = labels.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (labels.get(middle).labelStart() < position) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low < labels.size() && labels.get(low).labelStart() == position;
    }

    private int firstFrom(int line) {
      int low = 0;
      int high = labels.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (labels.get(middle).line() < line) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    /**
     * Where the value of a label stands: behind it, or in the next filled line, unless that has a
     * label of its own. Empty (start equals end) when there is none.
     */
    Passage.Range value(Labelled label) {
      Passage.Line own = passage.lines().get(label.line());
      if (!label.isEmpty() && own.own()) {
        return new Passage.Range(label.start(), label.end(), true);
      }
      for (int i = label.line() + 1; i < passage.lines().size() && i <= label.line() + 4; i++) {
        Passage.Line line = passage.lines().get(i);
        if (line.isBlank() || !line.own() && isEmptyQuote(line)) {
          continue;
        }
        return isLabelled(i) && !isBox(line) || !line.own()
            ? new Passage.Range(own.end(), own.end(), true)
            : new Passage.Range(line.start(), lastBox(i).end(), true);
      }
      return new Passage.Range(own.end(), own.end(), true);
    }

    /** Boxes to tick stand on lines of their own: the last of them. */
    private Passage.Line lastBox(int first) {
      int last = first;
      while (isBox(passage.lines().get(last))
          && last + 1 < passage.lines().size()
          && last - first < 20
          && isBox(passage.lines().get(last + 1))) {
        last++;
      }
      return passage.lines().get(last);
    }

    private boolean isBox(Passage.Line line) {
      int at = passage.itemStart(line);
      String text = passage.text();
      return at < line.end() && "[(\u2610\u2611\u2612\u25cb\u25c9".indexOf(text.charAt(at)) >= 0
          || line.start() < line.end()
              && "\u2610\u2611\u2612".indexOf(text.charAt(line.start())) >= 0;
    }

    private boolean isEmptyQuote(Passage.Line line) {
      return line.from() == line.to();
    }
  }

  /** All passages that are not the subject. */
  List<Read> bodies() {
    return passages.stream().filter(read -> !read.passage().zone().equals("subject")).toList();
  }
}
