package counterfoil.web;

import counterfoil.desk.DeskViews.EntryLine;
import counterfoil.desk.DeskViews.FactLine;
import counterfoil.desk.DeskViews.TicketPage;
import counterfoil.web.MarkedWords.Mark;
import counterfoil.web.MarkedWords.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds on the page of a ticket the words that its facts were read from: in the heading, in what
 * the author wrote, or in what is folded away. Facts are counted from 1 in the order of the page.
 */
public final class Evidence {

  /** More facts than anyone reads; the others show their words without a way to the mail. */
  private static final int MOST_FACTS = 100;

  /** So many characters are looked at for one page, whatever came by mail. */
  private static final long MOST_LOOKS = 50_000_000;

  private final Map<Integer, Integer> targets = new HashMap<>();
  private final List<Piece> subject;
  private final List<List<Piece>> texts = new ArrayList<>();
  private final List<List<Piece>> rests = new ArrayList<>();

  private Evidence(TicketPage page) {
    Search search = new Search();
    Place heading = search.place(page.line().subject());
    List<Place> written = page.entries().stream().map(e -> search.place(e.text())).toList();
    List<Place> folded = page.entries().stream().map(e -> search.place(e.rest())).toList();
    for (int i = 0; i < Math.min(page.facts().size(), MOST_FACTS); i++) {
      FactLine fact = page.facts().get(i);
      for (Place place : placesOf(fact, page.entries(), heading, written, folded)) {
        if (search.mark(place, i + 1, fact)) {
          break;
        }
      }
    }
    subject = pieces(heading);
    written.forEach(place -> texts.add(pieces(place)));
    folded.forEach(place -> rests.add(pieces(place)));
  }

  /** What is to be marked on this page. */
  static Evidence of(TicketPage page) {
    return new Evidence(page);
  }

  /** The subject of the ticket. */
  public List<Piece> subject() {
    return subject;
  }

  /** What the author of an entry wrote; entries are counted from 0. */
  public List<Piece> text(int entry) {
    return texts.get(entry);
  }

  /** What an entry folds away. */
  public List<Piece> rest(int entry) {
    return rests.get(entry);
  }

  /**
   * The fact whose number the mark of this one bears: its own, or that of another one that was read
   * from words that begin at the same place. 0 when its words are nowhere on the page.
   */
  public int target(int fact) {
    return targets.getOrDefault(fact, 0);
  }

  /** Where the words of a fact may stand, the likeliest place first. */
  private static List<Place> placesOf(
      FactLine fact,
      List<EntryLine> entries,
      Place heading,
      List<Place> written,
      List<Place> folded) {
    List<Place> places = new ArrayList<>();
    boolean isPassedOn = fact.where().startsWith("forwarded") || fact.where().startsWith("quoted");
    boolean isFirst = true;
    for (int i = 0; i < entries.size(); i++) {
      Optional<Long> mail = entries.get(i).mailId();
      if (mail.isPresent() && mail.get() == fact.mailId()) {
        // The ticket bears the subject of its first mail; that of an answer is not shown.
        if (i == 0 && isFirst && fact.where().startsWith("subject")) {
          places.add(heading);
        }
        places.add(isPassedOn ? folded.get(i) : written.get(i));
        places.add(isPassedOn ? written.get(i) : folded.get(i));
        isFirst = false;
      }
    }
    return places;
  }

  private List<Piece> pieces(Place place) {
    List<Piece> pieces = MarkedWords.cut(place.text(), place.marks());
    for (Piece piece : pieces) {
      piece.beginning().forEach(fact -> targets.put(fact, piece.beginning().get(0)));
    }
    return pieces;
  }

  /** A text of the page, and what is marked in it. */
  private record Place(String text, List<Mark> marks) {}

  /** Looks for words, and prepares a text once only. */
  private static final class Search {

    private final Map<Place, WordSearch> prepared = new IdentityHashMap<>();
    private long looks;

    Place place(String text) {
      return new Place(text, new ArrayList<>());
    }

    boolean mark(Place place, int number, FactLine fact) {
      WordSearch words = prepared.computeIfAbsent(place, p -> new WordSearch(p.text()));
      looks += words.size();
      if (looks > MOST_LOOKS) {
        return false;
      }
      int line = line(fact.where());
      Optional<WordSearch.Found> found =
          words
              .nearest(fact.evidence(), line)
              .or(() -> words.nearest(withoutDots(fact.evidence()), line));
      found.ifPresent(at -> place.marks().add(new Mark(number, at.start(), at.end())));
      return found.isPresent();
    }

    /** What was shortened ends in dots that the mail does not have. */
    private static String withoutDots(String evidence) {
      String bare = evidence.strip();
      if (bare.endsWith("\u2026")) {
        return bare.substring(0, bare.length() - 1);
      }
      return bare.endsWith("...") ? bare.substring(0, bare.length() - 3) : "";
    }

    /** "body line 3" is 3; what was filled in is shown below all else. */
    private static int line(String where) {
      if (where.startsWith("form")) {
        return Integer.MAX_VALUE;
      }
      int digits = where.length();
      while (digits > 0 && where.charAt(digits - 1) >= '0' && where.charAt(digits - 1) <= '9') {
        digits--;
      }
      int count = where.length() - digits;
      return count == 0 || count > 8 ? 1 : Integer.parseInt(where.substring(digits));
    }
  }
}
