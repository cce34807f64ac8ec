package counterfoil.web;

import counterfoil.desk.DeskViews;
import counterfoil.desk.DeskViews.TicketPage;
import counterfoil.desk.DeskViews.Wanted;
import counterfoil.ticket.ServiceClock;
import counterfoil.ticket.Status;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tickets for other programs to read. */
@RestController
@RequestMapping(path = "/api/tickets", produces = MediaType.APPLICATION_JSON_VALUE)
class TicketsApi {

  private static final int AT_MOST = 10_000;

  private final DeskViews desk;
  private final Clock clock;

  TicketsApi(DeskViews desk, Clock clock) {
    this.desk = desk;
    this.clock = clock;
  }

  /**
   * @param owner an engineer, {@code me} or {@code nobody}; blank for all
   */
  @GetMapping
  List<TicketJson> tickets(
      @RequestParam(defaultValue = "") String status,
      @RequestParam(defaultValue = "") String owner,
      @RequestParam(defaultValue = "") String search,
      @RequestParam(defaultValue = "1000") int limit,
      Principal principal) {
    Optional<Status> only =
        status.isBlank() ? Optional.empty() : Optional.of(TicketWords.status(status));
    Wanted wanted =
        new Wanted(only, OwnerFilter.of(owner).owner(principal.getName()), search.strip());
    return whole(desk.ticketPages(wanted, Math.max(1, Math.min(limit, AT_MOST))));
  }

  @GetMapping("/{number}")
  TicketJson ticket(@PathVariable String number) {
    return whole(List.of(desk.ticket(number).orElseThrow(() -> noTicket(number)))).get(0);
  }

  /** What of a ticket somebody is shown; nothing when they do not belong to it. */
  @GetMapping("/{number}/seen-by")
  List<TicketJson.Entry> seenBy(
      @PathVariable String number, @RequestParam(defaultValue = "") String address) {
    if (address.isBlank()) {
      throw new ApiErrors.Missing("address");
    }
    return desk.shownTo(number, address.strip()).orElseThrow(() -> noTicket(number)).stream()
        .map(TicketJson.Entry::of)
        .toList();
  }

  private List<TicketJson> whole(List<TicketPage> pages) {
    Map<String, List<ServiceClock>> clocks =
        desk.clocks(pages.stream().map(page -> page.line().number()).toList());
    Instant now = clock.instant();
    return pages.stream()
        .map(page -> TicketJson.of(page, clocks.getOrDefault(page.line().number(), List.of()), now))
        .toList();
  }

  static NotThere noTicket(String number) {
    return new NotThere("There is no ticket " + number + ".");
  }
}
