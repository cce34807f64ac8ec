package counterfoil.web;

import counterfoil.privacy.PersonErasure;
import counterfoil.privacy.PersonExport;
import counterfoil.privacy.Tally;
import counterfoil.privacy.Whom;
import counterfoil.privacy.ZipSink;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the desk has of one person: handed out, or erased. */
@RestController
@RequestMapping("/api/people/{address}")
class PeopleApi {

  private final PersonExport export;
  private final PersonErasure erasure;

  PeopleApi(PersonExport export, PersonErasure erasure) {
    this.export = export;
    this.erasure = erasure;
  }

  /** An archive, written while it is read: whatever its length, little of it is in memory. */
  @GetMapping("/export")
  void export(@PathVariable String address, HttpServletResponse response) throws IOException {
    Whom.Person person = person(address);
    if (!export.hasAnything(person)) {
      throw new NotThere("The desk has nothing of this address.");
    }
    response.setContentType("application/zip");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename("person.zip").build().toString());
    try (ZipSink zip = new ZipSink(response.getOutputStream())) {
      export.write(person, zip, () -> false);
    }
  }

  /** JSON only, and the address once more: what is erased does not come back. */
  @PostMapping(
      path = "/erase",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Erased> erase(
      @PathVariable String address, @RequestBody Confirmed given, Principal principal) {
    Whom.Person person = person(address);
    if (given.confirm() == null
        || !Whom.Person.of(given.confirm()).filter(person::equals).isPresent()) {
      return ResponseEntity.badRequest()
          .body(
              new Erased(
                  false,
                  "Nothing was erased: \"confirm\" must be the address that is to be erased.",
                  Tally.NOTHING,
                  List.of()));
    }
    PersonErasure.Report report =
        erasure.erase(person, principal.getName(), "by the API", () -> false, looked -> {});
    return ResponseEntity.status(report.isDone() ? HttpStatus.OK : HttpStatus.CONFLICT)
        .body(
            new Erased(
                report.isDone(),
                ("Erased: " + report.tally().words() + ". " + report.left()).strip(),
                report.tally(),
                report.undecided()));
  }

  private static Whom.Person person(String address) {
    return Whom.Person.of(address)
        .orElseThrow(() -> new NotThere("This is not the address of a person."));
  }

  /**
   * @param confirm the address of the path
   */
  record Confirmed(@Nullable String confirm) {}

  /**
   * What was done.
   *
   * @param undecided mails that are left, for they have no outcome yet
   */
  record Erased(boolean done, String sentence, Tally erased, List<Long> undecided) {}
}
