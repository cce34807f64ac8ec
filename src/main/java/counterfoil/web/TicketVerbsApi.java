package counterfoil.web;

import counterfoil.desk.DeskViews;
import counterfoil.desk.TicketVerbs.Answer;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What other programs may do to tickets. The names in the JSON are a promise.
 *
 * <p>JSON or DELETE only: what a form on a foreign page can send is refused before it gets here.
 */
@RestController
@RequestMapping(path = "/api/tickets/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
class TicketVerbsApi {

  private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

  private final DeskViews desk;
  private final TicketWords words;

  TicketVerbsApi(DeskViews desk, TicketWords words) {
    this.desk = desk;
    this.words = words;
  }

  @PostMapping(path = "/status", consumes = JSON)
  ResponseEntity<Done> move(@PathVariable String number, @RequestBody Move asked, Principal who) {
    String status = asked.status() == null ? "" : asked.status();
    return done(number, words.setStatus(number, status, who.getName()));
  }

  @PostMapping(path = "/owner", consumes = JSON)
  ResponseEntity<Done> assign(@PathVariable String number, @RequestBody Own asked, Principal who) {
    return done(number, words.assign(number, given("owner", asked.owner()), who.getName()));
  }

  @PostMapping(path = "/priority", consumes = JSON)
  ResponseEntity<Done> setPriority(
      @PathVariable String number, @RequestBody Urgency asked, Principal who) {
    String priority = asked.priority() == null ? "" : asked.priority();
    return done(number, words.setPriority(number, priority, who.getName()));
  }

  @PostMapping(path = "/answer", consumes = JSON)
  ResponseEntity<Done> answer(@PathVariable String number, @RequestBody Text asked, Principal who) {
    return done(number, words.answer(number, given("text", asked.text()), who.getName()));
  }

  @PostMapping(path = "/note", consumes = JSON)
  ResponseEntity<Done> note(@PathVariable String number, @RequestBody Text asked, Principal who) {
    return done(number, words.note(number, given("text", asked.text()), who.getName()));
  }

  @PostMapping(path = "/participants", consumes = JSON)
  ResponseEntity<Done> add(@PathVariable String number, @RequestBody Whom asked, Principal who) {
    return done(
        number, words.addParticipant(number, given("address", asked.address()), who.getName()));
  }

  @DeleteMapping("/participants")
  ResponseEntity<Done> remove(
      @PathVariable String number,
      @RequestParam(required = false) @Nullable String address,
      Principal who) {
    return done(number, words.removeParticipant(number, given("address", address), who.getName()));
  }

  @PostMapping(path = "/merge", consumes = JSON)
  ResponseEntity<Done> merge(@PathVariable String number, @RequestBody Into asked, Principal who) {
    return done(number, words.merge(number, given("into", asked.into()), who.getName()));
  }

  @PostMapping(path = "/split", consumes = JSON)
  ResponseEntity<Done> split(@PathVariable String number, @RequestBody Some asked, Principal who) {
    List<Long> entries =
        given("entries", asked.entries()).stream().filter(Objects::nonNull).toList();
    return done(number, words.split(number, entries, who.getName()));
  }

  /** Undoes it: what was taken for thanks was more than that. */
  @DeleteMapping("/thanks")
  ResponseEntity<Done> undoThanks(@PathVariable String number, Principal who) {
    return done(number, words.undoThanks(number, who.getName()));
  }

  private ResponseEntity<Done> done(String number, Optional<Answer> answer) {
    Answer told = answer.orElseThrow(() -> TicketsApi.noTicket(number));
    String status =
        desk.ticket(number)
            .map(page -> page.line().status().words())
            .orElseThrow(() -> TicketsApi.noTicket(number));
    return ResponseEntity.status(told.done() ? HttpStatus.OK : HttpStatus.CONFLICT)
        .body(new Done(number, status, told.sentence()));
  }

  private static <T> T given(String name, @Nullable T value) {
    if (value == null) {
      throw new ApiErrors.Missing(name);
    }
    return value;
  }

  /** Where it is moved to. */
  record Move(@Nullable String status) {}

  /** Who gets it; nobody when it is an empty word. */
  record Own(@Nullable String owner) {}

  /** How urgent it is. */
  record Urgency(@Nullable String priority) {}

  /** An answer, or a note. */
  record Text(@Nullable String text) {}

  /** Who is added. */
  record Whom(@Nullable String address) {}

  /** The number of the ticket that stays. */
  record Into(@Nullable String into) {}

  /** The entries that go, by their ids. */
  record Some(@Nullable List<@Nullable Long> entries) {}

  /**
   * What became of it.
   *
   * @param status where the ticket stands now
   */
  record Done(String number, String status, String sentence) {}
}
