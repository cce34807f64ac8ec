package counterfoil.screen;

import counterfoil.screen.ShortText.Break;
import counterfoil.screen.ShortText.Word;
import counterfoil.screen.ThanksPhrases.Kind;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a short text is made of phrases of one language and names, with thanks among them, from
 * its first word to its last. Every way to cut it is tried; there are few words.
 */
final class ThanksReading {

  private static final int MOST_NAMES = 2;
  private static final String ALL_NOUNS_ARE_CAPITAL = "de";

  private final List<Word> words;
  private final ThanksPhrases phrases;
  private final Names names;
  private final boolean isSure;
  private final boolean wasAsked;

  /** Whether capitals say nothing: everybody shouts, or each word has one. */
  private final boolean isTitle;

  /** Words before which a phrase of this kind ended. */
  private final Map<Kind, BitSet> seen = new EnumMap<>(Kind.class);

  private final Map<Kind, BitSet> seenWithThanks = new EnumMap<>(Kind.class);
  private final Deque<Place> open = new ArrayDeque<>();

  /**
   * @param at the word that comes next
   * @param behind what the phrase before it was
   */
  private record Place(int at, Kind behind, boolean hasThanks) {}

  /**
   * @param isSure whether the mail is known to be in the language of the phrases
   * @param wasAsked whether this may be the answer to a question
   */
  ThanksReading(
      List<Word> words, ThanksPhrases phrases, Names names, boolean isSure, boolean wasAsked) {
    this.words = words;
    this.phrases = phrases;
    this.names = names;
    this.isSure = isSure;
    this.wasAsked = wasAsked;
    List<Word> spelt = words.stream().filter(word -> !word.isSign()).toList();
    this.isTitle = spelt.size() > 3 && spelt.stream().allMatch(Word::isCapital);
  }

  /** Whether it says thanks and nothing else. */
  boolean isThanks() {
    reach(new Place(0, Kind.FILLER, false));
    while (!open.isEmpty()) {
      Place place = open.pop();
      if (place.at() == words.size()) {
        if (place.hasThanks()) {
          return true;
        }
      } else {
        phrases(place);
        names(place);
      }
    }
    return false;
  }

  private void reach(Place place) {
    BitSet ends =
        (place.hasThanks() ? seenWithThanks : seen)
            .computeIfAbsent(place.behind(), key -> new BitSet());
    if (!ends.get(place.at())) {
      ends.set(place.at());
      open.push(place);
    }
  }

  private void phrases(Place place) {
    for (Kind kind : Kind.values()) {
      if (!isAllowed(kind, place)) {
        continue;
      }
      boolean isThanks = kind.isThanks();
      Kind behind = isThanks ? Kind.THANKS : kind;
      phrases.ends(kind, words, place.at()).stream()
          .forEach(end -> reach(new Place(end, behind, place.hasThanks() || isThanks)));
    }
  }

  private boolean isAllowed(Kind kind, Place place) {
    return switch (kind) {
      case SOLVED, PRAISE, NOD -> !wasAsked;
      case ELSEWHERE -> isSure;
      case REASON ->
          (place.behind() == Kind.THANKS || place.behind() == Kind.REASON)
              && words.get(place.at()).breakBefore().compareTo(Break.LINE) <= 0;
      default -> true;
    };
  }

  /** Names are no phrases: what follows them follows what stands before them. */
  private void names(Place place) {
    int end = place.at();
    boolean isKnown = true;
    while (end < words.size() && end - place.at() < MOST_NAMES && mayBeName(end)) {
      if (end > place.at() && words.get(end).breakBefore().compareTo(Break.LINE) > 0) {
        break;
      }
      isKnown &= names.knows(words.get(end), place.at() > 0);
      end++;
      // Who is asked for a name may answer with one.
      if (isKnown && !wasAsked || isCalled(place, end, isKnown)) {
        reach(new Place(end, Kind.FILLER, place.hasThanks()));
      }
    }
  }

  private boolean mayBeName(int at) {
    Word word = words.get(at);
    return !word.isSign() && (names.knows(word, at > 0) || names.mayBe(word) && !isTitle);
  }

  /**
   * Whether words from this place to the end of a line or a sentence can only be a name: behind a
   * greeting, a closing, an honorific, or thanks. Behind "thanks," they may be an answer, such as
   * "London", but for the last line.
   */
  private boolean isCalled(Place place, int end, boolean isKnown) {
    boolean isLast = end == words.size();
    Break before = words.get(place.at()).breakBefore();
    boolean isApart = isLast || words.get(end).breakBefore() != Break.NONE;
    return switch (place.behind()) {
      case HONORIFIC -> before == Break.NONE || before == Break.SENTENCE;
      case GREETING -> before == Break.NONE;
      case CLOSING -> isApart && before != Break.SENTENCE;
      case THANKS -> {
        boolean isOne = before == Break.NONE && isApart && end == place.at() + 1;
        boolean isNoun = wasAsked || phrases.language().equals(ALL_NOUNS_ARE_CAPITAL);
        yield (isOne || before == Break.COMMA_AND_LINE && isLast) && (isKnown || !isNoun);
      }
      default -> false;
    };
  }

  /** The people of a mail, and what can be no person. */
  interface Names {

    /**
     * Whether somebody of the mail is called so.
     *
     * @param mayBeSmall whether it counts without a capital
     */
    boolean knows(Word word, boolean mayBeSmall);

    /** Whether somebody else may be called so. */
    boolean mayBe(Word word);
  }
}
