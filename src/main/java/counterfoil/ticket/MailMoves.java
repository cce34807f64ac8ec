package counterfoil.ticket;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a mail does to the status of a ticket: the table of rule 25. */
public final class MailMoves {

  private MailMoves() {}

  /** Who wrote a mail, as far as the status is concerned. */
  public enum Writer {
    /** A person on the customer's side. */
    CUSTOMER,
    /** The same, and the mail says thanks and nothing else. */
    ONLY_THANKS,
    /** An automatic answer, an out-of-office mail, a bounce, a list; and a stranger. */
    MACHINE,
    /** An engineer, to the customer. */
    ENGINEER
  }

  /** Where a ticket stands; a resolved one may be reopened for a while. */
  enum Stage {
    OPEN,
    IN_PROGRESS,
    WAITING,
    RESOLVED_LATELY,
    RESOLVED_LONG_AGO
  }

  /** What becomes of the status. */
  public enum Effect {
    /** An entry, and nothing moves. */
    STAYS,
    /** In Progress if somebody owns it, else Open; clocks go on. */
    BACK_IN_QUEUE,
    /** The same, of a ticket that was resolved. */
    REOPENED,
    /** A ticket of its own, linked to this one. */
    FOLLOW_UP,
    /** Waiting for Customer. */
    ASKED
  }

  private static final Map<Writer, List<Effect>> TABLE = new EnumMap<>(Writer.class);

  static {
    // Columns:              Open           In Progress    Waiting              Resolved lately
    // long ago
    row(
        Writer.CUSTOMER,
        Effect.STAYS,
        Effect.STAYS,
        Effect.BACK_IN_QUEUE,
        Effect.REOPENED,
        Effect.FOLLOW_UP);
    row(Writer.ONLY_THANKS, Effect.STAYS, Effect.STAYS, Effect.STAYS, Effect.STAYS, Effect.STAYS);
    row(Writer.MACHINE, Effect.STAYS, Effect.STAYS, Effect.STAYS, Effect.STAYS, Effect.STAYS);
    row(Writer.ENGINEER, Effect.ASKED, Effect.ASKED, Effect.STAYS, Effect.STAYS, Effect.STAYS);
  }

  private static void row(Writer writer, Effect... effects) {
    TABLE.put(writer, List.of(effects));
  }

  /** What a mail of this writer does that arrives at this moment. */
  public static Effect of(Writer writer, Ticket ticket, Instant at) {
    return TABLE.get(writer).get(stage(ticket, at).ordinal());
  }

  private static Stage stage(Ticket ticket, Instant at) {
    return switch (ticket.status()) {
      case OPEN -> Stage.OPEN;
      case IN_PROGRESS -> Stage.IN_PROGRESS;
      case WAITING_FOR_CUSTOMER -> Stage.WAITING;
      case RESOLVED ->
          ticket.changedAt().plus(Ticket.REOPEN_WITHIN).isBefore(at)
              ? Stage.RESOLVED_LONG_AGO
              : Stage.RESOLVED_LATELY;
    };
  }
}
