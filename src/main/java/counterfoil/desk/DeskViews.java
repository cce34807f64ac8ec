package counterfoil.desk;

import counterfoil.ticket.Correspondent;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Goal;
import counterfoil.ticket.ServiceClock;
import counterfoil.ticket.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the desk's pages and the API show. Read only; each call is one consistent look. */
public interface DeskViews {

  /**
   * Tickets, the most urgent first: unresolved before resolved, then by priority, then oldest
   * first.
   *
   * @param limit at most this many
   */
  List<TicketLine> tickets(Wanted wanted, int limit);

  /** The same tickets in the same order, each whole; in a fixed number of looks at the database. */
  List<TicketPage> ticketPages(Wanted wanted, int limit);

  /**
   * Which tickets are asked for.
   *
   * @param status only these; empty for all
   * @param owner only those of this engineer, or of nobody when it is blank; empty for all
   * @param words of the subject, the requester's address or a number; blank for all
   */
  record Wanted(Optional<Status> status, Optional<String> owner, String words) {}

  /** How many tickets stand in each status; every status is a key. */
  Map<Status, Long> ticketCounts();

  /** The clocks of tickets by their numbers, stopped ones too; who has none is not there. */
  Map<String, List<ServiceClock>> clocks(Collection<String> numbers);

  /** How the clocks of all tickets stand. */
  ClockCounts clockCounts();

  /** One ticket whole, by its number such as {@code CF-1042}. */
  Optional<TicketPage> ticket(String number);

  /**
   * What of a ticket somebody is shown: the conversation as it is for them, the oldest entry first;
   * nothing when they do not belong to it.
   *
   * @param address of whoever looks, compared as addresses are
   * @return empty when there is no such ticket
   */
  Optional<List<EntryLine>> shownTo(String number, String address);

  /** Everybody that a ticket has to do with, in the order in which they came. */
  default List<Correspondent> people(String number) {
    return ticket(number).map(TicketPage::people).orElse(List.of());
  }

  /** The tickets that a ticket is linked to, as it tells them: "follow-up of CF-1001". */
  default List<LinkLine> links(String number) {
    return ticket(number).map(TicketPage::links).orElse(List.of());
  }

  /** A link to another ticket, in words, and its number. */
  record LinkLine(String words, String number) {}

  /**
   * Kept mails, the newest first.
   *
   * @param state only these; empty for all
   * @param search an address, words of the subject, a Message-ID; empty for all
   */
  List<JournalLine> journal(Optional<MailState> state, String search, int limit);

  /** How many mails stand in each state; every state is a key. */
  Map<MailState, Long> journalCounts();

  /** How far the journal is; quick, however long it is. */
  Progress progress();

  /** The kept mails that have had no outcome for so long. */
  Undecided undecided(Duration forLong);

  /** One mail of the journal. */
  Optional<JournalLine> mail(long id);

  /** The raw bytes of a mail, as they were delivered; empty when they are not kept any more. */
  Optional<byte[]> raw(long id);

  /** Which of these mails have no raw bytes any more. */
  default Set<Long> erased(Collection<Long> mails) {
    return Set.of();
  }

  /** Letters, the newest first. */
  List<LetterLine> letters(int limit);

  /** One letter whole. */
  Optional<LetterPage> letter(long id);

  /**
   * How far the journal is.
   *
   * @param taken how many mails were ever taken in, as their numbers tell
   * @param waiting how many of them have no outcome yet and wait for no person
   */
  record Progress(long taken, long waiting) {}

  /**
   * Mails without an outcome.
   *
   * @param since when the oldest of them was kept; empty when there is none
   * @param reason why the oldest of them was put back, if it was
   */
  record Undecided(long mails, Optional<Instant> since, String reason) {}

  /**
   * How many clocks there are that were not stopped; each goal is a key of each map.
   *
   * @param running those in time
   * @param paused those of tickets that wait for their customer
   * @param overdue those that run and are late
   * @param lateTickets how many tickets have such a clock
   * @param lateSince when the oldest of them was due; empty when there is none
   */
  record ClockCounts(
      Map<Goal, Long> running,
      Map<Goal, Long> paused,
      Map<Goal, Long> overdue,
      long lateTickets,
      Optional<Instant> lateSince) {}

  /**
   * A ticket in a list.
   *
   * @param owner the engineer at work on it; empty for nobody
   * @param organisation of the requester, by name; empty when none is known
   * @param language of the letters about it, two letters; may be empty
   * @param mergedInto the number of the ticket that has its entries now
   */
  record TicketLine(
      String number,
      String subject,
      Status status,
      String priority,
      String prioritySource,
      String requester,
      String owner,
      String organisation,
      String language,
      List<String> tags,
      Optional<String> mergedInto,
      Map<String, String> facts,
      Instant openedAt,
      Instant changedAt) {

    /** The same ticket with the first value of each field. */
    public TicketLine with(Map<String, String> others) {
      return new TicketLine(
          number,
          subject,
          status,
          priority,
          prioritySource,
          requester,
          owner,
          organisation,
          language,
          tags,
          mergedInto,
          others,
          openedAt,
          changedAt);
    }
  }

  /**
   * A ticket whole.
   *
   * @param line what a list shows of it
   * @param facts with their evidence, in the order of the definitions
   * @param missing fields that nobody has given yet, by name
   * @param people everybody that it has to do with, in the order in which they came
   * @param links to other tickets, as this one tells them
   */
  record TicketPage(
      TicketLine line,
      List<FactLine> facts,
      List<String> missing,
      List<EntryLine> entries,
      List<EventLine> events,
      List<LetterLine> letters,
      List<Correspondent> people,
      List<LinkLine> links) {}

  /**
   * @param field the name of the definition, such as {@code environment}
   * @param source {@code stated} or {@code inferred}
   * @param mailId the mail it was read from
   */
  record FactLine(
      String field, String value, String evidence, String where, String source, long mailId) {}

  /**
   * @param text the new part
   * @param rest quoted history, signature and forwarded parts, to be unfolded; may be empty
   * @param mailId the mail it came by; empty for what did not come by mail
   * @param isForEngineers whether the customer is not shown it, whatever its kind
   */
  record EntryLine(
      long id,
      EntryKind kind,
      String from,
      String text,
      String rest,
      List<String> attachments,
      Optional<Long> mailId,
      Instant at,
      boolean isForEngineers) {

    /** Whether no customer is ever shown it: it is marked so, or of a kind that is never shown. */
    public boolean isHidden() {
      return isForEngineers || !kind.isOfConversation();
    }
  }

  /** What happened, who did it, why, and by which mail. */
  record EventLine(String what, String who, String why, Optional<Long> mailId, Instant at) {}

  /**
   * @param outcome empty until it is DONE
   * @param reason why it stands where it stands, in words; may be empty
   * @param ticket the number of the ticket it led to; while it is held, of the one it names
   * @param acknowledgement the acknowledgement decision in words, such as "queued" or "not sent:
   *     AUTO_REPLY"
   */
  record JournalLine(
      long id,
      String mailbox,
      String folder,
      MailState state,
      Optional<Outcome> outcome,
      String reason,
      Optional<String> ticket,
      String acknowledgement,
      String from,
      String subject,
      String messageId,
      long size,
      int attempts,
      List<String> defects,
      Instant keptAt,
      Optional<Instant> decidedAt) {}

  /** A letter in a list; {@code state} is DUE, SENT or FAILED. */
  record LetterLine(
      long id,
      String kind,
      String state,
      String ticket,
      String to,
      String subject,
      int attempts,
      String failure,
      Instant queuedAt,
      Optional<Instant> sentAt) {}

  /** A letter whole, as it is handed to SMTP. */
  record LetterPage(LetterLine line, String messageId, String from, String text, String html) {}
}
