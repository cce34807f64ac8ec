package counterfoil.web;

import counterfoil.desk.DeskViews;
import counterfoil.desk.DeskViews.JournalLine;
import counterfoil.desk.DeskViews.LetterLine;
import counterfoil.desk.MailState;
import counterfoil.desk.MailVerbs;
import counterfoil.desk.TicketVerbs;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What came in and what went out, for other programs: the journal and the letters. */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
class RecordsApi {

  private static final int AT_MOST = 10_000;

  private final DeskViews desk;
  private final MailVerbs mails;

  RecordsApi(DeskViews desk, MailVerbs mails) {
    this.desk = desk;
    this.mails = mails;
  }

  @GetMapping("/journal")
  List<JournalLine> journal(
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String search,
      @RequestParam(defaultValue = "1000") int limit) {
    Optional<MailState> only = state.isBlank() ? Optional.empty() : Optional.of(known(state));
    return desk.journal(only, search.strip(), between(1, limit));
  }

  @GetMapping("/letters")
  List<LetterLine> letters(@RequestParam(defaultValue = "1000") int limit) {
    return desk.letters(between(1, limit));
  }

  /** JSON only: what a form on a foreign page can send is refused before it gets here. */
  @PostMapping(path = "/journal/{id:\\d{1,18}}/replay", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<TicketVerbs.Answer> replay(@PathVariable long id, Principal principal) {
    TicketVerbs.Answer answer =
        mails
            .replay(id, principal.getName())
            .orElseThrow(() -> new NotThere("There is no mail " + id + " in the journal."));
    return ResponseEntity.status(answer.done() ? HttpStatus.OK : HttpStatus.CONFLICT).body(answer);
  }

  private static int between(int least, int limit) {
    return Math.max(least, Math.min(limit, AT_MOST));
  }

  private static MailState known(String word) {
    return Arrays.stream(MailState.values())
        .filter(state -> state.name().equalsIgnoreCase(word.strip()))
        .findFirst()
        .orElseThrow(
            () -> new ApiErrors.UnknownWord("state", word, ApiErrors.names(MailState.values())));
  }
}
