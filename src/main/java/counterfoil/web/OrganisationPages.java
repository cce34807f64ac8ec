package counterfoil.web;

import counterfoil.desk.Entitlement;
import counterfoil.desk.OrganisationBook;
import counterfoil.desk.OrganisationBook.Draft;
import counterfoil.desk.OrganisationBook.Line;
import counterfoil.desk.TicketVerbs.Answer;
import counterfoil.ticket.Organisation;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The customers whom the desk knows, and what can be changed about them here. */
@Controller
class OrganisationPages {

  private static final Draft EMPTY = new Draft("", List.of(), List.of(), true);

  private final OrganisationBook book;
  private final Entitlement entitlement;

  OrganisationPages(OrganisationBook book, Entitlement entitlement) {
    this.book = book;
    this.entitlement = entitlement;
  }

  @GetMapping("/organisations")
  String organisations(
      @RequestParam(defaultValue = "") String search, CsrfToken csrf, Model model) {
    return list(search.strip(), EMPTY, csrf, model);
  }

  /**
   * Adds one, and shows the list with the answer. Posted to the page's own address, so that a
   * reload shows the list. What was refused stays in the form.
   */
  @PostMapping("/organisations")
  String add(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String domains,
      @RequestParam(defaultValue = "") String addresses,
      @RequestParam(defaultValue = "false") boolean entitled,
      Principal principal,
      CsrfToken csrf,
      HttpServletResponse response,
      Model model) {
    Draft draft = new Draft(name, List.of(domains), List.of(addresses), entitled);
    Answer answer = book.add(draft, principal.getName());
    tell(answer, response, model);
    return list("", answer.done() ? EMPTY : draft, csrf, model);
  }

  /** Removes one that was added here; posted to the list, for its own page is gone then. */
  @PostMapping(path = "/organisations", params = "remove")
  String remove(
      @RequestParam long remove, CsrfToken csrf, HttpServletResponse response, Model model) {
    tell(book.remove(remove).orElseThrow(() -> noOrganisation(remove)), response, model);
    return list("", EMPTY, csrf, model);
  }

  @GetMapping("/organisations/{id:\\d{1,18}}")
  String organisation(@PathVariable long id, CsrfToken csrf, Model model) {
    Organisation one = line(id).organisation();
    return one(
        id,
        new Draft(
            one.name(), List.copyOf(one.domains()), List.copyOf(one.addresses()), one.isEntitled()),
        csrf,
        model);
  }

  @PostMapping("/organisations/{id:\\d{1,18}}")
  String change(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String domains,
      @RequestParam(defaultValue = "") String addresses,
      @RequestParam(defaultValue = "false") boolean entitled,
      CsrfToken csrf,
      HttpServletResponse response,
      Model model) {
    Draft draft = new Draft(name, List.of(domains), List.of(addresses), entitled);
    Answer answer = book.change(id, draft).orElseThrow(() -> noOrganisation(id));
    tell(answer, response, model);
    return answer.done() ? organisation(id, csrf, model) : one(id, draft, csrf, model);
  }

  private String list(String search, Draft draft, CsrfToken csrf, Model model) {
    model.addAttribute("organisations", book.organisations(search, TicketPages.SHOWN));
    model.addAttribute("search", search);
    model.addAttribute("shown", TicketPages.SHOWN);
    model.addAttribute("policy", entitlement.policy().name());
    model.addAttribute("draft", draft);
    model.addAttribute("csrf", csrf);
    return "organisations";
  }

  private String one(long id, Draft draft, CsrfToken csrf, Model model) {
    model.addAttribute("line", line(id));
    model.addAttribute("id", id);
    model.addAttribute("draft", draft);
    model.addAttribute("csrf", csrf);
    return "organisation";
  }

  private Line line(long id) {
    Optional<Line> line = book.organisation(id);
    return line.orElseThrow(() -> noOrganisation(id));
  }

  private static void tell(Answer answer, HttpServletResponse response, Model model) {
    if (!answer.done()) {
      response.setStatus(HttpServletResponse.SC_CONFLICT);
    }
    model.addAttribute("answer", answer);
  }

  static NotThere noOrganisation(long id) {
    return new NotThere("There is no organisation " + id + " that was added here.");
  }
}
