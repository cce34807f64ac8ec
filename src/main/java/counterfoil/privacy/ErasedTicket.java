package counterfoil.privacy;

import counterfoil.ticket.Correspondent;
import counterfoil.ticket.Event;
import counterfoil.ticket.Ticket;
import java.util.List;

/**
 * What is to be written so that words are gone from a ticket. Each list has only what changes, as
 * it is to be.
 *
 * @param ticket as it is to be
 * @param people by other names
 * @param events of the history, by other names and without words
 * @param entries whose words go
 * @param notes of the desk that stay, and name nobody
 * @param facts keys of those that go
 * @param letters whose words go
 * @param headings letters that stay, with another subject
 * @param mails that go but for their frame; the sender is the pseudonym
 * @param line for the history
 */
public record ErasedTicket(
    Ticket ticket,
    List<Correspondent> people,
    List<TicketContent.Line> events,
    List<TicketContent.Piece> entries,
    List<TicketContent.Piece> notes,
    List<Long> facts,
    List<TicketContent.Post> letters,
    List<TicketContent.Post> headings,
    List<TicketContent.Mail> mails,
    Event line) {

  /** How much it is. */
  public Tally tally() {
    return new Tally(1, entries.size(), mails.size(), letters.size(), facts.size());
  }
}
