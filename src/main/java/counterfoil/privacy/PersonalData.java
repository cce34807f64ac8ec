package counterfoil.privacy;

import counterfoil.ticket.Correspondent;
import counterfoil.ticket.Entry;
import counterfoil.ticket.Event;
import counterfoil.ticket.Ticket;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is kept of one person, in pieces that fit into memory. */
public interface PersonalData {

  /** By what names and organisations the desk knows them. */
  About about(Whom.Person person);

  /** Tickets that they wrote on, stand on or had letters about, by their ids, in their order. */
  List<Long> tickets(Whom.Person person);

  /** One of these tickets; empty when it is gone. */
  Optional<File> ticket(Whom.Person person, long id);

  /** Letters to them that belong to no ticket. */
  List<Post> lettersBesideTickets(Whom.Person person);

  /**
   * Their mails, by their ids, in their order.
   *
   * @param afterId those whose id is greater
   */
  List<MailLine> mails(Whom.Person person, long afterId, int limit);

  /** The bytes of a mail; empty when they are not kept any more. */
  Optional<byte[]> raw(long mailId);

  /**
   * @param organisations of the desk's page that name their address
   */
  record About(List<String> names, List<String> organisations) {}

  /**
   * A ticket whole: what of it they are shown, {@link OwnView} says.
   *
   * @param person what they are to it; empty when they only wrote on it
   * @param letters to them
   * @param mails of theirs on it
   */
  record File(
      Ticket ticket,
      Optional<Correspondent> person,
      List<Event> events,
      List<Entry> entries,
      List<Value> facts,
      List<Post> letters,
      Set<Long> mails) {}

  /** A fact and the words that it was read from. */
  record Value(
      String field,
      String value,
      String evidence,
      String where,
      String source,
      Optional<Long> mailId) {}

  /** A letter to them. */
  record Post(
      long id,
      String kind,
      String state,
      String subject,
      String text,
      Instant queuedAt,
      Optional<Instant> sentAt) {}

  /**
   * A mail of theirs.
   *
   * @param outcome empty until it has one
   * @param ticket the number of the ticket that it led to; may be empty
   * @param isKept whether its bytes are still there
   */
  record MailLine(
      long id,
      Instant receivedAt,
      String subject,
      String state,
      String outcome,
      String ticket,
      boolean isKept) {}
}
