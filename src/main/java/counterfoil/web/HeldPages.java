package counterfoil.web;

import counterfoil.desk.HeldMails;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The mails that wait for a person. What can be decided stands on the page of each. */
@Controller
class HeldPages {

  private final HeldMails held;

  HeldPages(HeldMails held) {
    this.held = held;
  }

  @GetMapping("/held")
  String held(Model model) {
    model.addAttribute("mails", held.waiting(TicketPages.SHOWN));
    model.addAttribute("shown", TicketPages.SHOWN);
    return "held";
  }
}
