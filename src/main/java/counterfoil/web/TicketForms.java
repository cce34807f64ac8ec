package counterfoil.web;

import counterfoil.desk.DeskViews;
import counterfoil.desk.TicketVerbs.Answer;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the forms of a ticket's page do: each has a field that names its verb. */
@Controller
class TicketForms {

  /** The newest entry that stood on the page when its answer was begun. */
  private static final String NEWEST = "newest";

  private static final String ENTRY = "entry";

  private final DeskViews desk;
  private final TicketWords words;
  private final WholeTicket whole;
  private final Map<String, Verb> verbs = new LinkedHashMap<>();

  private interface Verb {
    Optional<Answer> does(String number, MultiValueMap<String, String> form, String who);
  }

  private interface WordVerb {
    Optional<Answer> does(String number, String word, String who);
  }

  TicketForms(DeskViews desk, TicketWords words, WholeTicket whole) {
    this.desk = desk;
    this.words = words;
    this.whole = whole;
    verb("status", words::setStatus);
    verb("owner", words::assign);
    verb("priority", words::setPriority);
    verb("note", words::note);
    verb("add", words::addParticipant);
    verb("remove", words::removeParticipant);
    verb("into", words::merge);
    verb("thanks", (number, word, who) -> words.undoThanks(number, who));
    verbs.put("answer", this::answer);
    verbs.put("split", this::split);
  }

  private void verb(String field, WordVerb verb) {
    verbs.put(field, (number, form, who) -> verb.does(number, first(form, field), who));
  }

  /**
   * Does what was asked for and shows the ticket with the answer. Posted to the page's own address,
   * so that a reload shows the ticket. What was refused stays in its form.
   */
  @PostMapping("/tickets/{number}")
  String act(
      @PathVariable String number,
      @RequestParam MultiValueMap<String, String> form,
      Principal principal,
      CsrfToken csrf,
      HttpServletResponse response,
      Model model) {
    Answer answer =
        done(number, form, principal.getName()).orElseThrow(() -> TicketsApi.noTicket(number));
    if (!answer.done()) {
      response.setStatus(HttpServletResponse.SC_CONFLICT);
      model.addAttribute("draft", form.toSingleValueMap());
    }
    model.addAttribute("told", answer);
    return whole.show(number, csrf, principal, model);
  }

  private Optional<Answer> done(String number, MultiValueMap<String, String> form, String who) {
    try {
      return verbs.entrySet().stream()
          .filter(verb -> form.containsKey(verb.getKey()))
          .findFirst()
          .map(verb -> verb.getValue().does(number, form, who))
          .orElseGet(() -> TicketWords.refused("Nothing was asked for."));
    } catch (ApiErrors.UnknownWord e) {
      return TicketWords.refused(e.getMessage());
    }
  }

  /**
   * Somebody may have answered while this answer was written, and a form may be sent twice: then
   * the page is shown first.
   */
  private Optional<Answer> answer(String number, MultiValueMap<String, String> form, String who) {
    String seen = first(form, NEWEST);
    boolean isNews =
        desk.ticket(number)
            .filter(page -> !seen.equals(Long.toString(WholeTicket.newest(page))))
            .isPresent();
    return isNews
        ? TicketWords.refused(
            "Something was written on "
                + number
                + " since you opened this page. Read it, then send your answer again.")
        : words.answer(number, first(form, "answer"), who);
  }

  private Optional<Answer> split(String number, MultiValueMap<String, String> form, String who) {
    List<String> chosen = form.getOrDefault(ENTRY, List.of());
    return chosen.stream().allMatch(id -> id.matches("\\d{1,18}"))
        ? words.split(number, chosen.stream().map(Long::valueOf).toList(), who)
        : TicketWords.refused("These are no entries.");
  }

  private static String first(MultiValueMap<String, String> form, String field) {
    String value = form.getFirst(field);
    return value == null ? "" : value;
  }
}
