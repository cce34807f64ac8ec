package counterfoil.web;

import counterfoil.desk.DeskViews;
import counterfoil.desk.TicketVerbs;
import counterfoil.ops.Alarms;
import counterfoil.ops.Backlog;
import counterfoil.ticket.Status;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The queue, and a ticket with everything that is known about it. */
@Controller
class TicketPages {

  /** More lines than anyone reads; the page says when it stops here. */
  static final int SHOWN = 200;

  private final DeskViews desk;
  private final TicketVerbs tickets;
  private final Alarms alarms;
  private final Backlog backlog;
  private final MailForms forms;
  private final ClockLines clocks;

  TicketPages(
      DeskViews desk,
      TicketVerbs tickets,
      Alarms alarms,
      Backlog backlog,
      MailForms forms,
      Clock clock) {
    this.desk = desk;
    this.tickets = tickets;
    this.alarms = alarms;
    this.backlog = backlog;
    this.forms = forms;
    this.clocks = new ClockLines(clock);
  }

  @GetMapping("/")
  String queue(
      @RequestParam(defaultValue = "") String status,
      @RequestParam(defaultValue = "") String search,
      Model model) {
    Optional<Status> only = Status.of(status);
    List<DeskViews.TicketLine> lines = desk.tickets(only, search.strip(), SHOWN);
    model.addAttribute("tickets", lines);
    model.addAttribute("clocks", clocks(lines.stream().map(DeskViews.TicketLine::number).toList()));
    model.addAttribute("counts", byName(desk.ticketCounts()));
    model.addAttribute("statuses", Status.values());
    model.addAttribute("status", only.map(Status::words).orElse(""));
    model.addAttribute("search", search.strip());
    model.addAttribute("inJournal", byName(desk.journalCounts()));
    model.addAttribute("alarms", alarms.raised());
    model.addAttribute("backlog", backlog.progress());
    model.addAttribute("shown", SHOWN);
    return "tickets";
  }

  @GetMapping("/tickets/{number}")
  String ticket(@PathVariable String number, CsrfToken csrf, Model model) {
    DeskViews.TicketPage page = desk.ticket(number).orElseThrow(() -> noTicket(number));
    model.addAttribute("ticket", page);
    model.addAttribute("clocks", clocks(List.of(number)));
    model.addAttribute("evidence", Evidence.of(page));
    model.addAttribute(
        "forms",
        forms.of(
            page.entries().stream()
                .map(DeskViews.EntryLine::mailId)
                .flatMap(Optional::stream)
                .toList()));
    model.addAttribute("noForm", MailForms.Form.TEXT);
    model.addAttribute("statuses", Status.values());
    model.addAttribute("csrf", csrf);
    return "ticket";
  }

  /**
   * Moves the ticket and shows it with the answer. Posted to the page's own address, so that a
   * reload shows the ticket.
   */
  @PostMapping("/tickets/{number}")
  String move(
      @PathVariable String number,
      @RequestParam(defaultValue = "") String status,
      Principal principal,
      CsrfToken csrf,
      HttpServletResponse response,
      Model model) {
    TicketVerbs.Answer answer =
        Status.of(status)
            .map(to -> tickets.setStatus(number, to, principal.getName()))
            .orElseGet(() -> Optional.of(unknown(status)))
            .orElseThrow(() -> noTicket(number));
    if (!answer.done()) {
      response.setStatus(HttpServletResponse.SC_CONFLICT);
    }
    model.addAttribute("answer", answer);
    return ticket(number, csrf, model);
  }

  private Map<String, List<ClockLines.Line>> clocks(List<String> numbers) {
    return clocks.of(desk.clocks(numbers));
  }

  /** For templates, which look things up by text only. */
  static Map<String, Long> byName(Map<? extends Enum<?>, Long> counts) {
    Map<String, Long> named = new LinkedHashMap<>();
    counts.forEach((key, count) -> named.put(key.name(), count));
    return named;
  }

  private static TicketVerbs.Answer unknown(String status) {
    return new TicketVerbs.Answer(false, "There is no status \"" + status + "\".");
  }

  private static NotThere noTicket(String number) {
    return new NotThere("There is no ticket " + number + ".");
  }
}
