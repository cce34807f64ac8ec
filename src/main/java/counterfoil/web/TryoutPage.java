package counterfoil.web;

import counterfoil.desk.DeskViews;
import counterfoil.mail.Address;
import counterfoil.mail.MailReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The desk seen by a customer: write a mail, read the answer, answer it, without a mail client.
 * There in try-out only.
 */
@Controller
class TryoutPage {

  private static final Logger log = LoggerFactory.getLogger(TryoutPage.class);

  /** Whom a visitor may be without typing an address. */
  private static final List<Address> CAST =
      List.of(
          new Address("nadia@harbour-hotels.example", "Nadia Hart"),
          new Address("owen@harbour-hotels.example", "Owen"));

  private static final int SHOWN = 20;

  private final ObjectProvider<TryoutInbox> tryout;
  private final DeskViews desk;
  private final MailReader reader;

  TryoutPage(ObjectProvider<TryoutInbox> tryout, DeskViews desk, MailReader reader) {
    this.tryout = tryout;
    this.desk = desk;
    this.reader = reader;
  }

  /**
   * @param as the address the visitor writes from; one of the cast when it is missing
   * @param answer Message-ID of the mail that the form is to answer
   * @param example whether the form comes filled in
   * @param sent whether a mail has just been sent
   */
  @GetMapping("/tryout")
  String write(
      @RequestParam(defaultValue = "") String as,
      @RequestParam(defaultValue = "") String answer,
      @RequestParam(defaultValue = "false") boolean example,
      @RequestParam(defaultValue = "false") boolean sent,
      CsrfToken csrf,
      Model model) {
    TryoutInbox inbox = inbox();
    Address visitor = visitor(as);
    List<ReadableMail> received = received(inbox, visitor);
    Optional<ReadableMail> answered = withId(received, answer);
    TryoutMail draft =
        answered
            .map(mail -> TryoutMail.answerTo(mail.mail()))
            .orElseGet(() -> example ? TryoutMail.example(visitor) : TryoutMail.form());
    model.addAttribute("sent", sent);
    return page(inbox, visitor, received, answered, draft, csrf, model);
  }

  @PostMapping("/tryout")
  String send(
      @RequestParam(defaultValue = "") String as,
      @RequestParam(defaultValue = "") String answer,
      @RequestParam(defaultValue = "") String subject,
      @RequestParam(defaultValue = "") String text,
      CsrfToken csrf,
      Model model) {
    TryoutInbox inbox = inbox();
    Address visitor = visitor(as);
    List<ReadableMail> received = received(inbox, visitor);
    Optional<ReadableMail> answered = withId(received, answer);
    TryoutMail draft = new TryoutMail(subject.strip(), text);
    Optional<String> problem = draft.problem().or(() -> problemOf(visitor, inbox.deskAddress()));
    if (problem.isEmpty()) {
      problem = handOver(inbox, visitor, draft, answered);
    }
    if (problem.isEmpty()) {
      return "redirect:/tryout?sent=true&as="
          + URLEncoder.encode(visitor.email(), StandardCharsets.UTF_8);
    }
    model.addAttribute("problem", problem.get());
    return page(inbox, visitor, received, answered, draft, csrf, model);
  }

  private Optional<String> handOver(
      TryoutInbox inbox, Address visitor, TryoutMail draft, Optional<ReadableMail> answered) {
    try {
      inbox.send(
          visitor,
          draft.subject(),
          draft.text(),
          answered.map(mail -> mail.mail().messageId()),
          answered.map(mail -> TryoutMail.chainBefore(mail.mail())).orElse(List.of()));
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      log.warn("a try-out mail could not be sent", e);
      return Optional.of("The mail could not be sent. Your text is still below.");
    }
  }

  private String page(
      TryoutInbox inbox,
      Address visitor,
      List<ReadableMail> received,
      Optional<ReadableMail> answered,
      TryoutMail draft,
      CsrfToken csrf,
      Model model) {
    model.addAttribute("cast", CAST);
    model.addAttribute("visitor", visitor);
    model.addAttribute("deskAddress", inbox.deskAddress());
    model.addAttribute("draft", draft);
    answered.ifPresent(mail -> model.addAttribute("answered", mail));
    model.addAttribute("received", received);
    model.addAttribute("written", desk.journal(Optional.empty(), visitor.email(), SHOWN));
    model.addAttribute("csrf", csrf);
    return "tryout";
  }

  private List<ReadableMail> received(TryoutInbox inbox, Address visitor) {
    if (problemOf(visitor, inbox.deskAddress()).isPresent()) {
      return List.of();
    }
    return inbox.received(visitor.email()).stream()
        .limit(SHOWN)
        .map(raw -> ReadableMail.of(reader.read(raw), raw))
        .toList();
  }

  private static Optional<ReadableMail> withId(List<ReadableMail> received, String messageId) {
    return received.stream().filter(mail -> mail.mail().messageId().equals(messageId)).findFirst();
  }

  private static Address visitor(String as) {
    String address = as.strip();
    return CAST.stream()
        .filter(one -> one.key().equals(Address.of(address).key()))
        .findFirst()
        .orElseGet(() -> address.isEmpty() ? CAST.get(0) : Address.of(address));
  }

  private static Optional<String> problemOf(Address visitor, String deskAddress) {
    if (!TryoutMail.looksLikeAnAddress(visitor.email())) {
      return Optional.of("\"" + visitor.email() + "\" is not an address the desk could answer to.");
    }
    if (visitor.key().equals(Address.of(deskAddress).key())) {
      return Optional.of("That is the desk's own address. Write as somebody else.");
    }
    return Optional.empty();
  }

  private TryoutInbox inbox() {
    return Optional.ofNullable(tryout.getIfAvailable())
        .orElseThrow(() -> new NotThere("This desk works on a real mailbox; there is no try-out."));
  }
}
