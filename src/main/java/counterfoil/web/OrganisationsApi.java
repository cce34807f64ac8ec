package counterfoil.web;

import counterfoil.desk.OrganisationBook;
import counterfoil.desk.OrganisationBook.Draft;
import counterfoil.desk.OrganisationBook.Line;
import counterfoil.desk.TicketVerbs.Answer;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Organisations for other programs. The names in the JSON are a promise. */
@RestController
@RequestMapping(path = "/api/organisations", produces = MediaType.APPLICATION_JSON_VALUE)
class OrganisationsApi {

  private static final int AT_MOST = 10_000;

  private final OrganisationBook book;

  OrganisationsApi(OrganisationBook book) {
    this.book = book;
  }

  @GetMapping
  List<Whole> organisations(
      @RequestParam(defaultValue = "") String search,
      @RequestParam(defaultValue = "1000") int limit) {
    return book.organisations(search.strip(), Math.max(1, Math.min(limit, AT_MOST))).stream()
        .map(Whole::of)
        .toList();
  }

  /** JSON only: what a form on a foreign page can send is refused before it gets here. */
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Answer> add(@RequestBody Given given, Principal principal) {
    return answer(book.add(given.draft(), principal.getName()));
  }

  /** Changes all of it: what is not given is empty then. */
  @PostMapping(path = "/{id:\\d{1,18}}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Answer> change(@PathVariable long id, @RequestBody Given given) {
    return answer(
        book.change(id, given.draft()).orElseThrow(() -> OrganisationPages.noOrganisation(id)));
  }

  /** No page from elsewhere can send this verb without being asked first. */
  @DeleteMapping("/{id:\\d{1,18}}")
  ResponseEntity<Answer> remove(@PathVariable long id) {
    return answer(book.remove(id).orElseThrow(() -> OrganisationPages.noOrganisation(id)));
  }

  private static ResponseEntity<Answer> answer(Answer answer) {
    return ResponseEntity.status(answer.done() ? HttpStatus.OK : HttpStatus.CONFLICT).body(answer);
  }

  /**
   * What is asked for.
   *
   * @param entitled true when it is not given
   */
  record Given(
      @Nullable String name,
      @Nullable List<@Nullable String> domains,
      @Nullable List<@Nullable String> addresses,
      @Nullable Boolean entitled) {

    Draft draft() {
      return new Draft(
          name == null ? "" : name, texts(domains), texts(addresses), entitled == null || entitled);
    }

    private static List<String> texts(@Nullable List<@Nullable String> given) {
      return given == null ? List.of() : given.stream().filter(Objects::nonNull).toList();
    }
  }

  /**
   * An organisation whole.
   *
   * @param id empty when it stands in the file, where alone it can be changed
   * @param inFile what of it stands in the file as well, and counts only there
   */
  record Whole(
      Optional<Long> id,
      String name,
      Set<String> domains,
      Set<String> addresses,
      boolean entitled,
      boolean readOnly,
      String addedBy,
      Optional<Instant> addedAt,
      Set<String> inFile) {

    static Whole of(Line line) {
      return new Whole(
          line.id(),
          line.organisation().name(),
          line.organisation().domains(),
          line.organisation().addresses(),
          line.organisation().isEntitled(),
          line.isReadOnly(),
          line.addedBy(),
          line.addedAt(),
          line.inFile());
    }
  }
}
