package counterfoil.web;

import counterfoil.desk.DeskViews;
import counterfoil.desk.DeskViews.EntryLine;
import counterfoil.desk.DeskViews.TicketPage;
import counterfoil.desk.TicketDeeds;
import counterfoil.ticket.Engineer;
import counterfoil.ticket.Engineers;
import counterfoil.ticket.Role;
import counterfoil.ticket.Status;
import counterfoil.ticket.Ticket;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The page of a ticket: everything that is known about it, and everything that can be done. */
@Component
class WholeTicket {

  private final DeskViews desk;
  private final MailForms forms;
  private final Engineers engineers;
  private final ClockLines clocks;

  WholeTicket(DeskViews desk, MailForms forms, Engineers engineers, Clock clock) {
    this.desk = desk;
    this.forms = forms;
    this.engineers = engineers;
    this.clocks = new ClockLines(clock);
  }

  /** Fills the model; returns the name of the template. */
  String show(String number, CsrfToken csrf, Principal principal, Model model) {
    TicketPage page = desk.ticket(number).orElseThrow(() -> TicketsApi.noTicket(number));
    model.addAttribute("ticket", page);
    model.addAttribute("clocks", clocks.of(desk.clocks(List.of(number))));
    model.addAttribute("evidence", Evidence.of(page));
    model.addAttribute(
        "forms",
        forms.of(
            page.entries().stream().map(EntryLine::mailId).flatMap(Optional::stream).toList()));
    model.addAttribute("noForm", MailForms.Form.TEXT);
    model.addAttribute("statuses", Status.values());
    model.addAttribute("priorities", TicketWords.PRIORITIES);
    model.addAttribute("me", principal.getName());
    model.addAttribute("engineers", engineers.all().stream().map(Engineer::address).toList());
    model.addAttribute("people", page.people().stream().map(PersonLine::of).toList());
    model.addAttribute("requester", requester(page));
    model.addAttribute(
        "readers", TicketDeeds.readers(page.people()).stream().map(PersonLine::of).toList());
    model.addAttribute("waits", page.line().status() != Status.RESOLVED);
    model.addAttribute("thanks", page.line().tags().contains(Ticket.THANKS));
    model.addAttribute(
        "tags",
        page.line().tags().stream()
            .filter(tag -> !tag.equals(Ticket.UNKNOWN_ORGANISATION))
            .toList());
    model.addAttribute("isUnknown", page.line().tags().contains(Ticket.UNKNOWN_ORGANISATION));
    model.addAttribute("newest", newest(page));
    model.addAttribute("csrf", csrf);
    return "ticket";
  }

  /** The id of the newest entry, to know whether somebody wrote meanwhile; 0 without any. */
  static long newest(TicketPage page) {
    return page.entries().stream().mapToLong(EntryLine::id).max().orElse(0);
  }

  private static Optional<PersonLine> requester(TicketPage page) {
    return page.people().stream()
        .filter(one -> one.role() == Role.REQUESTER)
        .map(PersonLine::of)
        .findFirst();
  }
}
