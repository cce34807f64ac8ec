package counterfoil.facts;

/** How many slips of the keyboard lie between two words: Damerau's optimal string alignment. */
final class EditDistance {

  private EditDistance() {}

  /**
   * The distance, or {@code limit + 1} when it is more than that.
   *
   * @param limit how many slips are of interest; the cost grows with it, not with the words squared
   */
  static int between(String a, String b, int limit) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] now = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      now[0] = i;
      int least = i;
      int from = Math.max(1, i - limit - 1);
      int to = Math.min(b.length(), i + limit + 1);
      if (from > 1) {
        now[from - 1] = limit + 1;
      }
      for (int j = from; j <= to; j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = last[j - 1] + (same ? 0 : 1);
        best = Math.min(best, now[j - 1] + 1);
        best = Math.min(best, last[j] + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, beforeLast[j - 2] + 1);
        }
        now[j] = best;
        least = Math.min(least, best);
      }
      if (to < b.length()) {
        now[to + 1] = limit + 1;
      }
      if (least > limit) {
        return limit + 1;
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = now;
      now = spare;
    }
    return Math.min(last[b.length()], limit + 1);
  }
}
