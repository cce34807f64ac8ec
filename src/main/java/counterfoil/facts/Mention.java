package counterfoil.facts;

/**
 * A place where a value of a choice is named.
 *
 * @param value its index
 * @param judgement what the text says of it
 * @param both whether the sentence says that several are meant
 * @param fact the value with its words and place
 */
record Mention(int value, Judgement judgement, boolean both, Fact fact) {

  Mention judged(Judgement otherwise) {
    return new Mention(value, otherwise, both, fact);
  }

  int weight() {
    return judgement.weight();
  }
}
