package counterfoil.desk;

import counterfoil.ticket.Change;
import counterfoil.ticket.Entry;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Event;
import counterfoil.ticket.Person;
import counterfoil.ticket.Status;
import counterfoil.ticket.Ticket;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Opens the ticket that a parked mail holds, and closes it when the mail, tried again, belongs
 * elsewhere (rule 5). When the mail opens a ticket, it is this one: see {@link Decider#newRequest}.
 */
public final class Placeholders {

  private final DeskSettings settings;
  private final Clock clock;

  /** By the settings of the desk. */
  public Placeholders(DeskSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Nothing of the mail is read: that may be what fails. */
  Placeholder open(ClaimedMail mail, long ticketId, String reason) {
    Instant now = clock.instant();
    Ticket ticket =
        Ticket.opened(
            ticketId,
            settings.ticketPrefix() + "-" + ticketId,
            mail.mailbox(),
            "Mail " + mail.id() + " could not be processed",
            new Person(Decider.NOBODY, ""),
            mail.internalDate().isAfter(now) ? now : mail.internalDate(),
            now);
    return new Placeholder(
        ticket,
        note(
            ticketId,
            mail,
            """
            A mail is set aside, for it could not be processed: %s.
            Its sender has not been told. The raw mail is kept as it came; its page is %s. Read it there, and \
            when the cause is repaired, try the mail again there: it takes this ticket over, or goes to the \
            ticket that it belongs to and closes this one."""
                .formatted(reason, "/journal/" + mail.id())),
        List.of(
            event(
                ticketId,
                mail,
                new Change.Opened(ticket),
                "mail " + mail.id() + " is parked: " + reason),
            event(ticketId, mail, new Change.Wrote(EntryKind.SYSTEM_NOTE, false), "")));
  }

  /** The decision for a mail that was tried again, and what becomes of the ticket that it held. */
  Decision settle(Decision decision, Known known) {
    ClaimedMail mail = decision.of().claimed();
    Optional<Ticket> held =
        mail.placeholder()
            .filter(id -> !decision.ticketId().equals(Optional.of(id)))
            .flatMap(known::ticket)
            .filter(ticket -> ticket.status() != Status.RESOLVED);
    if (held.isEmpty()) {
      return decision;
    }
    Ticket ticket = held.get();
    String why =
        "mail "
            + mail.id()
            + " was tried again: "
            + decision
                .ticketId()
                .flatMap(known::ticket)
                .map(other -> "it belongs to " + other.number())
                .orElse(decision.reason());
    Deed.Builder deed =
        new Deed.Builder(Decider.BOT, Optional.of(mail.id()), clock.instant())
            .moves(ticket.setStatus(Status.RESOLVED, clock.instant()), why)
            .writes(note(ticket.id(), mail, "This ticket is closed, for " + why + "."), why);
    return decision.with(decision.deed().and(deed.build()));
  }

  private Entry note(long ticketId, ClaimedMail mail, String text) {
    return new Entry(
        ticketId,
        EntryKind.SYSTEM_NOTE,
        Decider.BOT,
        text,
        "",
        List.of(),
        Optional.of(mail.id()),
        clock.instant());
  }

  private Event event(long ticketId, ClaimedMail mail, Change what, String why) {
    return new Event(ticketId, what, Decider.BOT, why, Optional.of(mail.id()), clock.instant());
  }
}
