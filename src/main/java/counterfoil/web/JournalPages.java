package counterfoil.web;

import counterfoil.desk.DeskViews;
import counterfoil.desk.Foresight;
import counterfoil.desk.HeldMails;
import counterfoil.desk.MailState;
import counterfoil.desk.MailVerbs;
import counterfoil.desk.Release;
import counterfoil.desk.TicketVerbs;
import counterfoil.mail.MailReader;
import counterfoil.ops.Backlog;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Every mail that came in, where it stands and why. */
@Controller
class JournalPages {

  /** A mail is never a page: not even what it calls HTML. */
  private static final String RAW_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

  private final DeskViews desk;
  private final MailVerbs mails;
  private final HeldMails held;
  private final Foresight foresight;
  private final MailReader reader;
  private final Backlog backlog;
  private final MailForms forms;

  JournalPages(
      DeskViews desk,
      MailVerbs mails,
      HeldMails held,
      Foresight foresight,
      MailReader reader,
      Backlog backlog,
      MailForms forms) {
    this.desk = desk;
    this.mails = mails;
    this.held = held;
    this.foresight = foresight;
    this.reader = reader;
    this.backlog = backlog;
    this.forms = forms;
  }

  @GetMapping("/journal")
  String journal(
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String search,
      Model model) {
    Optional<MailState> only =
        Arrays.stream(MailState.values()).filter(one -> one.name().equals(state)).findFirst();
    model.addAttribute("mails", desk.journal(only, search.strip(), TicketPages.SHOWN));
    model.addAttribute("counts", TicketPages.byName(desk.journalCounts()));
    model.addAttribute("states", MailState.values());
    model.addAttribute("backlog", backlog.progress());
    model.addAttribute("state", only.map(Enum::name).orElse(""));
    model.addAttribute("search", search.strip());
    model.addAttribute("shown", TicketPages.SHOWN);
    return "journal";
  }

  @GetMapping("/journal/{id:\\d{1,18}}")
  String mail(@PathVariable long id, Principal principal, CsrfToken csrf, Model model) {
    DeskViews.JournalLine line = desk.mail(id).orElseThrow(() -> noMail(id));
    model.addAttribute("line", line);
    held.mail(id).ifPresent(one -> model.addAttribute("held", one));
    model.addAttribute(
        "choices",
        line.state() == MailState.HELD ? foresight.of(id, principal.getName()) : List.of());
    model.addAttribute("csrf", csrf);
    // A parked mail is not read: that may be what failed.
    desk.raw(id)
        .filter(raw -> line.state() != MailState.PARKED)
        .map(raw -> ReadableMail.of(reader.read(raw), raw))
        .ifPresent(mail -> model.addAttribute("mail", mail));
    model.addAttribute(
        "form", forms.of(List.of(id)).getOrDefault(String.valueOf(id), MailForms.Form.TEXT));
    return "mail";
  }

  /** Has a parked mail tried again; posted to the page's own address, so that a reload shows it. */
  @PostMapping("/journal/{id:\\d{1,18}}")
  String replay(
      @PathVariable long id,
      Principal principal,
      CsrfToken csrf,
      HttpServletResponse response,
      Model model) {
    TicketVerbs.Answer answer = mails.replay(id, principal.getName()).orElseThrow(() -> noMail(id));
    return answered(answer, id, principal, csrf, response, model);
  }

  /** Decides what becomes of a held mail; posted to the same address for the same reason. */
  @PostMapping(path = "/journal/{id:\\d{1,18}}", params = "release")
  String release(
      @PathVariable long id,
      @RequestParam String release,
      Principal principal,
      CsrfToken csrf,
      HttpServletResponse response,
      Model model) {
    TicketVerbs.Answer answer =
        Release.Choice.of(release)
            .map(choice -> mails.release(id, new Release(choice, principal.getName())))
            .orElseGet(
                () ->
                    Optional.of(
                        new TicketVerbs.Answer(false, "There is no choice \"" + release + "\".")))
            .orElseThrow(() -> noMail(id));
    return answered(answer, id, principal, csrf, response, model);
  }

  private String answered(
      TicketVerbs.Answer answer,
      long id,
      Principal principal,
      CsrfToken csrf,
      HttpServletResponse response,
      Model model) {
    if (!answer.done()) {
      response.setStatus(HttpServletResponse.SC_CONFLICT);
    }
    model.addAttribute("answer", answer);
    return mail(id, principal, csrf, model);
  }

  @GetMapping("/journal/{id:\\d{1,18}}/raw")
  ResponseEntity<byte[]> raw(@PathVariable long id) {
    byte[] raw =
        desk.raw(id)
            .orElseThrow(
                () -> new NotThere("There is no raw mail " + id + "; it may have been kept once."));
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_PLAIN)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("mail-" + id + ".eml").build().toString())
        .header("Content-Security-Policy", RAW_POLICY)
        .body(raw);
  }

  static NotThere noMail(long id) {
    return new NotThere("There is no mail " + id + " in the journal.");
  }
}
