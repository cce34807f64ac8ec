package counterfoil.facts;

/** What a clause says of a value that it names. */
enum Judgement {
  /** "not in Live". */
  DENIED(-1, "its clause denies it"),
  /** "as opposed to Live". */
  COMPARED(-1, "it is only compared with"),
  /** "from Sandbox to Live". */
  LEFT(-1, "something was moved from there to another one"),
  /** "works in Sandbox". */
  FINE(-1, "its clause says that all is well there"),
  /** "before we go to Live". */
  AHEAD(-1, "it is not there yet"),
  /** "Sandbox / Pre-release / Live". */
  OFFERED(0, "it is the choice as the form offers it"),
  /** "it was a P1". */
  EARLIER(0, "it is what it was before"),
  /** "Impact: medium" beside "Priority: P3". */
  OUTRANKED(0, "a label that names the field itself says more"),
  /** "Sandbox?" */
  ASKED(0, "it is only asked about"),
  /** "Live Arena Tickets". */
  NAME(0, "it is part of a name"),
  /** "going live". */
  IDIOM(0, "it belongs to a turn of phrase that means something else"),
  /** "P1 on the parking deck", "2 - Medium". */
  FOREIGN(0, "what stands beside it makes it something else"),
  /** "live music": a word of many meanings, with nothing around it that tells this one. */
  LOOSE(0, "the word alone may mean something else"),
  /** "in Live". */
  NAMED(1, "it is named"),
  /** "I'd call this a P3". */
  RATED(2, "the author says it of the whole matter"),
  /** "fails in Live". */
  AFFECTED(2, "its clause tells of trouble"),
  /** "Environment: Live". */
  LABELLED(2, "it stands behind the label"),
  /** "down to P3". */
  MOVED(3, "the author moved it there"),
  /** "only in Live". */
  ONLY(3, "it is this one only");

  private final int weight;
  private final String words;

  Judgement(int weight, String words) {
    this.weight = weight;
    this.words = words;
  }

  /** How much it speaks for the value; below 0 it speaks against, 0 does not count. */
  int weight() {
    return weight;
  }

  /** In words. */
  String words() {
    return words;
  }
}
