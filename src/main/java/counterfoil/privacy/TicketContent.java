package counterfoil.privacy;

import counterfoil.ticket.Correspondent;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Event;
import counterfoil.ticket.Ticket;
import java.util.List;
import java.util.Optional;

/**
 * All of a ticket that may name somebody, or hold their words; the words themselves only where they
 * are the desk's own.
 */
public record TicketContent(
    Ticket ticket,
    List<Correspondent> people,
    List<Line> events,
    List<Piece> entries,
    List<Value> facts,
    List<Post> letters,
    List<Mail> mails) {

  /** A line of the history, by its key. */
  public record Line(long id, Event event) {}

  /**
   * An entry.
   *
   * @param words of the desk itself; empty for those of people
   */
  public record Piece(
      long id,
      EntryKind kind,
      String author,
      String words,
      Optional<Long> mailId,
      boolean isErased) {}

  /** A fact. */
  public record Value(long id, String field, String value, Optional<Long> mailId) {}

  /**
   * A letter.
   *
   * @param kind a word of {@link counterfoil.letters.Letter.Kind}
   */
  public record Post(long id, String kind, String recipient, String subject, boolean isErased) {}

  /**
   * A mail of the journal that ended on this ticket.
   *
   * @param sender the address of its author
   */
  public record Mail(long id, String sender, boolean isErased) {}
}
