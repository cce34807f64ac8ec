package counterfoil.web;

import counterfoil.desk.DeskViews;
import counterfoil.desk.DeskViews.EntryLine;
import counterfoil.desk.DeskViews.TicketPage;
import counterfoil.desk.DeskViews.Wanted;
import counterfoil.ops.Alarms;
import counterfoil.ops.Backlog;
import counterfoil.ticket.Status;
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
import org.springframework.web.bind.annotation.RequestParam;

/** The queue, a ticket with everything that is known about it, and what of it others are shown. */
@Controller
class TicketPages {

  /** More lines than anyone reads; the page says when it stops here. */
  static final int SHOWN = 200;

  private final DeskViews desk;
  private final Alarms alarms;
  private final Backlog backlog;
  private final WholeTicket whole;
  private final ClockLines clocks;

  TicketPages(DeskViews desk, Alarms alarms, Backlog backlog, WholeTicket whole, Clock clock) {
    this.desk = desk;
    this.alarms = alarms;
    this.backlog = backlog;
    this.whole = whole;
    this.clocks = new ClockLines(clock);
  }

  @GetMapping("/")
  String queue(
      @RequestParam(defaultValue = "") String status,
      @RequestParam(defaultValue = "") String owner,
      @RequestParam(defaultValue = "") String search,
      Principal principal,
      Model model) {
    Optional<Status> only = Status.of(status);
    OwnerFilter owners = OwnerFilter.of(owner);
    List<DeskViews.TicketLine> lines =
        desk.tickets(new Wanted(only, owners.owner(principal.getName()), search.strip()), SHOWN);
    model.addAttribute("tickets", lines);
    model.addAttribute(
        "clocks",
        clocks.of(desk.clocks(lines.stream().map(DeskViews.TicketLine::number).toList())));
    model.addAttribute("counts", byName(desk.ticketCounts()));
    model.addAttribute("statuses", Status.values());
    model.addAttribute("status", only.map(Status::words).orElse(""));
    model.addAttribute("owner", owners.word());
    model.addAttribute("search", search.strip());
    model.addAttribute("inJournal", byName(desk.journalCounts()));
    model.addAttribute("alarms", alarms.raised());
    model.addAttribute("backlog", backlog.progress());
    model.addAttribute("shown", SHOWN);
    return "tickets";
  }

  @GetMapping("/tickets/{number}")
  String ticket(@PathVariable String number, CsrfToken csrf, Principal principal, Model model) {
    return whole.show(number, csrf, principal, model);
  }

  /** What of a ticket somebody is shown, so that an engineer need not guess. */
  @GetMapping("/tickets/{number}/seen-by")
  String seenBy(
      @PathVariable String number, @RequestParam(defaultValue = "") String address, Model model) {
    TicketPage page = desk.ticket(number).orElseThrow(() -> TicketsApi.noTicket(number));
    List<EntryLine> shown =
        desk.shownTo(number, address.strip()).orElseThrow(() -> TicketsApi.noTicket(number));
    model.addAttribute("line", page.line());
    model.addAttribute("entries", shown);
    model.addAttribute("hidden", page.entries().size() - shown.size());
    model.addAttribute("who", PersonLine.named(page.people(), address));
    return "seen-by";
  }

  /** For templates, which look things up by text only. */
  static Map<String, Long> byName(Map<? extends Enum<?>, Long> counts) {
    Map<String, Long> named = new LinkedHashMap<>();
    counts.forEach((key, count) -> named.put(key.name(), count));
    return named;
  }
}
