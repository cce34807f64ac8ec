package counterfoil.web;

import counterfoil.desk.DeskViews;
import counterfoil.desk.DeskViews.EntryLine;
import counterfoil.desk.DeskViews.EventLine;
import counterfoil.desk.DeskViews.FactLine;
import counterfoil.desk.DeskViews.TicketLine;
import counterfoil.desk.DeskViews.TicketPage;
import counterfoil.desk.TicketVerbs;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Status;
import java.security.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tickets for other programs. The names in the JSON are a promise. */
@RestController
@RequestMapping(path = "/api/tickets", produces = MediaType.APPLICATION_JSON_VALUE)
class TicketsApi {

  private static final int AT_MOST = 10_000;

  private final DeskViews desk;
  private final TicketVerbs tickets;

  TicketsApi(DeskViews desk, TicketVerbs tickets) {
    this.desk = desk;
    this.tickets = tickets;
  }

  @GetMapping
  List<Whole> tickets(
      @RequestParam(defaultValue = "") String status,
      @RequestParam(defaultValue = "") String search,
      @RequestParam(defaultValue = "1000") int limit) {
    Optional<Status> only = status.isBlank() ? Optional.empty() : Optional.of(known(status));
    return desk.ticketPages(only, search.strip(), Math.max(1, Math.min(limit, AT_MOST))).stream()
        .map(Whole::of)
        .toList();
  }

  @GetMapping("/{number}")
  Whole ticket(@PathVariable String number) {
    return desk.ticket(number).map(Whole::of).orElseThrow(() -> noTicket(number));
  }

  /** JSON only: what a form on a foreign page can send is refused before it gets here. */
  @PostMapping(path = "/{number}/status", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Moved> move(
      @PathVariable String number, @RequestBody Move move, Principal principal) {
    Status to = known(move.status() == null ? "" : move.status());
    TicketVerbs.Answer answer =
        tickets.setStatus(number, to, principal.getName()).orElseThrow(() -> noTicket(number));
    String status =
        answer.done()
            ? to.words()
            : desk.ticket(number).map(page -> page.line().status().words()).orElse("");
    return ResponseEntity.status(answer.done() ? HttpStatus.OK : HttpStatus.CONFLICT)
        .body(new Moved(number, status, answer.sentence()));
  }

  private static Status known(String words) {
    return Status.of(words)
        .orElseThrow(
            () ->
                new ApiErrors.UnknownWord(
                    "status", words, Arrays.stream(Status.values()).map(Status::words).toList()));
  }

  private static NotThere noTicket(String number) {
    return new NotThere("There is no ticket " + number + ".");
  }

  /** What is asked of a ticket's status. */
  record Move(@Nullable String status) {}

  /**
   * What became of it.
   *
   * @param status where the ticket stands now
   */
  record Moved(String number, String status, String sentence) {}

  /** A ticket whole; facts by the name of their field, the primary value first. */
  record Whole(
      String number,
      String subject,
      String status,
      String priority,
      String requester,
      Map<String, List<Fact>> facts,
      List<Entry> entries,
      List<Event> events,
      String prioritySource,
      Instant openedAt,
      Instant changedAt) {

    static Whole of(TicketPage page) {
      TicketLine line = page.line();
      return new Whole(
          line.number(),
          line.subject(),
          line.status().words(),
          line.priority(),
          line.requester(),
          page.facts().stream()
              .collect(
                  Collectors.groupingBy(
                      FactLine::field,
                      LinkedHashMap::new,
                      Collectors.mapping(Fact::of, Collectors.toList()))),
          page.entries().stream().map(Entry::of).toList(),
          page.events().stream().map(Event::of).toList(),
          line.prioritySource(),
          line.openedAt(),
          line.changedAt());
    }
  }

  record Fact(String value, String evidence, String where, String source) {
    static Fact of(FactLine fact) {
      return new Fact(fact.value(), fact.evidence(), fact.where(), fact.source());
    }
  }

  record Entry(EntryKind kind, String from, String text, Instant at) {
    static Entry of(EntryLine entry) {
      return new Entry(entry.kind(), entry.from(), entry.text(), entry.at());
    }
  }

  record Event(String what, String who, String why, Optional<Long> mail, Instant at) {
    static Event of(EventLine event) {
      return new Event(event.what(), event.who(), event.why(), event.mailId(), event.at());
    }
  }
}
