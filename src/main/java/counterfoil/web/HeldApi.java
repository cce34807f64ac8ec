package counterfoil.web;

import counterfoil.desk.Foresight;
import counterfoil.desk.HeldMails;
import counterfoil.desk.MailVerbs;
import counterfoil.desk.Release;
import counterfoil.desk.TicketVerbs.Answer;
import java.security.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

/** Held mails for other programs. The names in the JSON are a promise. */
@RestController
@RequestMapping(path = "/api/held", produces = MediaType.APPLICATION_JSON_VALUE)
class HeldApi {

  private static final int AT_MOST = 10_000;

  private final HeldMails held;
  private final Foresight foresight;
  private final MailVerbs mails;

  HeldApi(HeldMails held, Foresight foresight, MailVerbs mails) {
    this.held = held;
    this.foresight = foresight;
    this.mails = mails;
  }

  @GetMapping
  List<Whole> held(@RequestParam(defaultValue = "1000") int limit) {
    return held.waiting(Math.max(1, Math.min(limit, AT_MOST))).stream()
        .map(line -> Whole.of(line, List.of()))
        .toList();
  }

  /** With what each choice would do. */
  @GetMapping("/{id:\\d{1,18}}")
  Whole held(@PathVariable long id, Principal principal) {
    HeldMails.Line line =
        held.mail(id)
            .filter(HeldMails.Line::isWaiting)
            .orElseThrow(() -> new NotThere("There is no mail " + id + " that is held."));
    return Whole.of(line, foresight.of(id, principal.getName()));
  }

  /** JSON only: what a form on a foreign page can send is refused before it gets here. */
  @PostMapping(path = "/{id:\\d{1,18}}/release", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Answer> release(
      @PathVariable long id, @RequestBody Given given, Principal principal) {
    Answer answer =
        mails
            .release(id, new Release(choice(given), principal.getName()))
            .orElseThrow(() -> JournalPages.noMail(id));
    return ResponseEntity.status(answer.done() ? HttpStatus.OK : HttpStatus.CONFLICT).body(answer);
  }

  private static Release.Choice choice(Given given) {
    String word = given.choice() == null ? "" : given.choice();
    return Release.Choice.of(word)
        .orElseThrow(
            () ->
                new ApiErrors.UnknownWord(
                    "choice",
                    word,
                    Arrays.stream(Release.Choice.values()).map(Release.Choice::word).toList()));
  }

  /** What is asked for. */
  record Given(@Nullable String choice) {}

  /**
   * A held mail whole.
   *
   * @param hold why it is held, in a word or two
   * @param ticket the number of the ticket that it names
   * @param trust how far its sender is proved: A, B or C
   * @param since when it was held
   * @param choices empty in a list
   */
  record Whole(
      long id,
      String hold,
      String reason,
      String from,
      String subject,
      Optional<String> ticket,
      String trust,
      String trustReason,
      Instant keptAt,
      Instant since,
      List<Choice> choices) {

    static Whole of(HeldMails.Line line, List<Foresight.Foreseen> foreseen) {
      return new Whole(
          line.id(),
          line.hold().words(),
          line.reason(),
          line.from(),
          line.subject(),
          line.ticket(),
          line.trust(),
          line.trustReason(),
          line.keptAt(),
          line.since(),
          foreseen.stream()
              .map(one -> new Choice(one.choice().word(), one.possible(), one.sentence()))
              .toList());
    }
  }

  /** What can be chosen, and what would happen. */
  record Choice(String choice, boolean possible, String sentence) {}
}
