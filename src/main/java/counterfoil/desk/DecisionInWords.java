package counterfoil.desk;

import counterfoil.ticket.Change;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.Event;
import counterfoil.ticket.Role;
import counterfoil.ticket.Ticket;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a decision would do, for a person who has not taken it yet. */
final class DecisionInWords {

  private static final String NOT_SENT = "not sent: ";

  private final Decision decision;
  private final Known known;

  DecisionInWords(Decision decision, Known known) {
    this.decision = decision;
    this.known = known;
  }

  String sentence() {
    Outcome outcome = decision.outcome().orElse(null);
    if (outcome == Outcome.OPENED) {
      return "The mail opens a ticket" + ofWhom() + mentions() + "; " + letter() + ".";
    }
    if (outcome == Outcome.APPENDED) {
      return "The mail is an entry of " + ticket() + sender() + "; no letter.";
    }
    String end = outcome == null ? "held" : outcome.name().toLowerCase(Locale.ROOT);
    return "The mail ends as " + end + ": " + decision.reason() + ".";
  }

  private String ofWhom() {
    return changes(Change.Joined.class)
        .map(Change.Joined::correspondent)
        .filter(person -> person.role() == Role.REQUESTER)
        .map(person -> " of " + person.person().email())
        .findFirst()
        .orElse("");
  }

  private String mentions() {
    return changes(Change.Linked.class)
        .filter(linked -> !linked.isBack())
        .map(linked -> ", linked to " + linked.number() + ", which it names")
        .findFirst()
        .orElse("");
  }

  private String letter() {
    if (!decision.deed().letters().isEmpty()) {
      return "an acknowledgement goes to " + decision.deed().letters().get(0).to();
    }
    String why = decision.acknowledgement();
    return "no acknowledgement: "
        + (why.startsWith(NOT_SENT) ? why.substring(NOT_SENT.length()) : why);
  }

  private String ticket() {
    Ticket before = decision.ticketId().flatMap(known::ticket).orElseThrow();
    String stood = before.number() + " (" + before.status().words() + "), which ";
    Optional<Change.StatusMoved> moved = changes(Change.StatusMoved.class).findFirst();
    if (moved.isPresent()) {
      return stood
          + (moved.get().cause() == Change.Cause.CUSTOMER_WROTE_AGAIN
              ? "is reopened"
              : "goes back to the queue");
    }
    return changes(Change.ReopenLimited.class).findFirst().isPresent()
        ? stood + "is not reopened, for that was too often"
        : before.number() + ", which stays " + before.status().words();
  }

  private String sender() {
    Optional<Correspondent> joined =
        changes(Change.Joined.class).map(Change.Joined::correspondent).findFirst();
    if (joined.isPresent()) {
      String who = joined.get().person().email();
      return joined.get().role() == Role.PARTICIPANT
          ? "; " + who + " belongs to the ticket from now on"
          : "; " + who + " is suggested as participant";
    }
    return "";
  }

  private <T extends Change> Stream<T> changes(Class<T> kind) {
    return decision.deed().events().stream()
        .map(Event::change)
        .filter(kind::isInstance)
        .map(kind::cast);
  }
}
