package counterfoil.web;

import counterfoil.desk.DeskViews;
import counterfoil.desk.DeskViews.LetterPage;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What the desk said, and to whom. */
@Controller
class LetterPages {

  /**
   * The HTML of a letter is shown in a frame of our own pages, in an origin of its own, where
   * nothing runs, loads or leads anywhere. Letters bring their style with them.
   */
  private static final String FRAME_POLICY =
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'self'";

  private final DeskViews desk;

  LetterPages(DeskViews desk) {
    this.desk = desk;
  }

  @GetMapping("/letters")
  String letters(Model model) {
    model.addAttribute("letters", desk.letters(TicketPages.SHOWN));
    model.addAttribute("shown", TicketPages.SHOWN);
    return "letters";
  }

  @GetMapping("/letters/{id:\\d{1,18}}")
  String letter(@PathVariable long id, Model model) {
    model.addAttribute("letter", known(id));
    return "letter";
  }

  @GetMapping("/letters/{id:\\d{1,18}}/html")
  ResponseEntity<String> html(@PathVariable long id) {
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .header("Content-Security-Policy", FRAME_POLICY)
        .body(known(id).html());
  }

  private LetterPage known(long id) {
    return desk.letter(id).orElseThrow(() -> new NotThere("There is no letter " + id + "."));
  }
}
