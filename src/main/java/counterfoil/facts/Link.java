package counterfoil.facts;

/**
 * A web address in a text.
 *
 * @param start its first character
 * @param end after its last character
 * @param address what it leads to: wrappers undone, with a scheme, without punctuation that belongs
 *     to the sentence
 */
record Link(int start, int end, String address) {}
