package counterfoil.privacy;

import counterfoil.mail.Address;
import counterfoil.ticket.Change;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.Entry;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Event;
import counterfoil.ticket.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A ticket as one person may have it: what they wrote, what they are shown, what is about them.
 * Notes of engineers and what is for others never are.
 */
final class OwnView {

  private static final String SOMEBODY = "the desk, or somebody else";

  private final Whom.Person who;
  private final PersonalData.File file;
  private final Set<Long> shownMails;

  OwnView(Whom.Person who, PersonalData.File file) {
    this.who = who;
    this.file = file;
    this.shownMails = new HashSet<>(file.mails());
    file.entries().stream()
        .filter(this::isShown)
        .forEach(entry -> entry.mailId().ifPresent(shownMails::add));
  }

  /** For a program; instants are in UTC. */
  Map<String, Object> asJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ticket", file.ticket().number());
    json.put("yourRole", file.person().map(one -> one.role().name()).orElse("WROTE"));
    if (isOnIt()) {
      json.put("subject", file.ticket().subject());
    }
    json.put("status", file.ticket().status().words());
    json.put("priority", file.ticket().priority());
    json.put("openedAt", time(file.ticket().openedAt()));
    json.put("entries", file.entries().stream().filter(this::isShown).map(this::entry).toList());
    json.put("facts", facts());
    json.put("history", file.events().stream().filter(this::isAboutThem).map(this::event).toList());
    json.put("letters", file.letters().stream().map(OwnView::letter).toList());
    return json;
  }

  /** The subject is the requester's; whoever was only suggested is not shown it. */
  private boolean isOnIt() {
    return file.person().filter(one -> one.role() != Role.SUGGESTED).isPresent();
  }

  private boolean isShown(Entry entry) {
    return isTheirs(Naming.address(entry.author()))
        || file.person().filter(one -> one.isShown(entry)).isPresent();
  }

  private boolean isTheirs(String address) {
    return !address.isEmpty() && Address.of(address).key().equals(who.key());
  }

  private Map<String, Object> entry(Entry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", time(entry.at()));
    json.put("kind", entry.kind().name());
    // Which engineer it was, letters do not say either.
    json.put(
        "from",
        entry.kind() == EntryKind.ENGINEER_REPLY && !isTheirs(Naming.address(entry.author()))
            ? "the desk"
            : entry.author());
    json.put("text", entry.text());
    json.put("rest", entry.rest());
    json.put("attachments", entry.attachments());
    entry.mailId().filter(file.mails()::contains).ifPresent(id -> json.put("mail", id));
    return json;
  }

  private List<Map<String, Object>> facts() {
    List<Map<String, Object>> facts = new ArrayList<>();
    for (PersonalData.Value fact : file.facts()) {
      if (fact.mailId().filter(shownMails::contains).isPresent()) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("field", fact.field());
        json.put("value", fact.value());
        json.put("readFrom", fact.evidence());
        json.put("where", fact.where());
        json.put("source", fact.source());
        facts.add(json);
      }
    }
    return facts;
  }

  private boolean isAboutThem(Event event) {
    Change change = event.change();
    return isByThem(event)
        || (change instanceof Change.Joined joined
            && joined.correspondent().key().equals(who.key()))
        || (change instanceof Change.TokenRotated rotated
            && file.person().map(Correspondent::no).equals(Optional.of(rotated.no())))
        || (file.person().filter(one -> one.role() == Role.REQUESTER).isPresent()
            && (change instanceof Change.Opened
                || change instanceof Change.StatusMoved
                || change instanceof Change.ResolvedAnew
                || change instanceof Change.PriorityChanged
                || change instanceof Change.MergedInto));
  }

  private boolean isByThem(Event event) {
    return isTheirs(event.who()) || event.mailId().filter(file.mails()::contains).isPresent();
  }

  private Map<String, Object> event(Event event) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", time(event.at()));
    json.put("what", event.what());
    json.put("who", isTheirs(event.who()) ? event.who() : SOMEBODY);
    if (isByThem(event) && !event.why().isEmpty()) {
      json.put("why", event.why());
    }
    return json;
  }

  static Map<String, Object> letter(PersonalData.Post letter) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", letter.kind());
    json.put("state", letter.state());
    json.put("subject", letter.subject());
    json.put("text", letter.text());
    json.put("writtenAt", time(letter.queuedAt()));
    letter.sentAt().ifPresent(at -> json.put("sentAt", time(at)));
    return json;
  }

  private static String time(Instant at) {
    return at.toString();
  }
}
