package counterfoil.web;

import counterfoil.desk.TicketVerbs;
import counterfoil.desk.TicketVerbs.Answer;
import counterfoil.ticket.OneLine;
import counterfoil.ticket.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * The verbs of tickets in the words of those who type them, on a page or for the API: checked and
 * cleaned, so that both doors take the same. An answer is empty when there is no such ticket.
 */
@Component
class TicketWords {

  /** The levels there are. */
  static final List<String> PRIORITIES = List.of("P1", "P2", "P3", "P4");

  /** Names the one who asks. */
  static final String ME = "me";

  private final TicketVerbs tickets;
  private final Typed typed;

  TicketWords(TicketVerbs tickets, Typed typed) {
    this.tickets = tickets;
    this.typed = typed;
  }

  /**
   * @throws ApiErrors.UnknownWord when there is no such status
   */
  Optional<Answer> setStatus(String number, String status, String who) {
    return tickets.setStatus(number, status(status), who);
  }

  static Status status(String words) {
    return Status.of(words)
        .orElseThrow(
            () ->
                new ApiErrors.UnknownWord(
                    "status", words, Arrays.stream(Status.values()).map(Status::words).toList()));
  }

  /** Gives it to somebody, to {@link #ME}, or back when it is blank. */
  Optional<Answer> assign(String number, String owner, String who) {
    String name = Typed.line(owner);
    String to = name.equalsIgnoreCase(ME) ? who : name;
    return to.isEmpty() || OneLine.isName(to)
        ? tickets.assign(number, to, who)
        : refused("An owner is one line of at most 100 characters.");
  }

  /**
   * @throws ApiErrors.UnknownWord when there is no such level
   */
  Optional<Answer> setPriority(String number, String level, String who) {
    String known = Typed.line(level).toUpperCase(Locale.ROOT);
    if (!PRIORITIES.contains(known)) {
      throw new ApiErrors.UnknownWord("priority", level, PRIORITIES);
    }
    return tickets.setPriority(number, known, who);
  }

  Optional<Answer> answer(String number, String text, String who) {
    return ifShort(text, () -> tickets.answer(number, Typed.text(text), who));
  }

  Optional<Answer> note(String number, String text, String who) {
    return ifShort(text, () -> tickets.note(number, Typed.text(text), who));
  }

  Optional<Answer> addParticipant(String number, String address, String who) {
    String line = Typed.line(address);
    return line.isEmpty()
        ? refused("There is no address to add.")
        : tickets.addParticipant(number, line, who);
  }

  Optional<Answer> removeParticipant(String number, String address, String who) {
    String line = Typed.line(address);
    return line.isEmpty()
        ? refused("There is no address to remove.")
        : tickets.removeParticipant(number, line, who);
  }

  Optional<Answer> merge(String number, String into, String who) {
    String stays = Typed.line(into).toUpperCase(Locale.ROOT);
    return stays.isEmpty()
        ? refused("Name the ticket that stays.")
        : tickets.merge(number, stays, who);
  }

  Optional<Answer> split(String number, List<Long> entries, String who) {
    return tickets.split(number, entries, who);
  }

  Optional<Answer> undoThanks(String number, String who) {
    return tickets.undoThanks(number, who);
  }

  private Optional<Answer> ifShort(String text, Supplier<Optional<Answer>> verb) {
    return typed.refusal(text).map(TicketWords::refused).orElseGet(verb);
  }

  static Optional<Answer> refused(String why) {
    return Optional.of(new Answer(false, why));
  }
}
