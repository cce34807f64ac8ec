package counterfoil.desk;

import counterfoil.facts.Fact;
import counterfoil.letters.Acknowledgement;
import counterfoil.letters.Letter;
import counterfoil.letters.LetterTemplates;
import counterfoil.mail.Address;
import counterfoil.mail.Attachment;
import counterfoil.mail.ParsedMail;
import counterfoil.reply.MailText;
import counterfoil.ticket.Entry;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Event;
import counterfoil.ticket.Person;
import counterfoil.ticket.Status;
import counterfoil.ticket.Ticket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns a verdict into everything that is to be written because of it: one method for each branch
 * of the route {@code process}. Decides only; {@link Journal#apply} writes.
 */
public final class Decider {

  /** Who does what no person did. */
  static final String BOT = "counterfoil";

  /** The requester of a ticket whose mail does not say from whom it is. */
  static final String NOBODY = "unknown@sender.invalid";

  private static final int LONGEST_SUBJECT = 200;

  private final DeskSettings settings;
  private final FieldTexts fields;
  private final LetterTemplates templates;
  private final AcknowledgementRule acknowledgementRule;
  private final Clock clock;

  /** By the settings of the desk, with the words of its fields and letters. */
  public Decider(DeskSettings settings, FieldTexts fields, LetterTemplates templates, Clock clock) {
    this.settings = settings;
    this.fields = fields;
    this.templates = templates;
    this.acknowledgementRule = new AcknowledgementRule(settings);
    this.clock = clock;
  }

  /** The same mail again: nothing but a note in the journal where the first one is. */
  Decision duplicate(Verdict verdict) {
    return Decision.of(
        verdict.of(), Outcome.DUPLICATE, verdict.ticket().map(Ticket::id), verdict.reason());
  }

  /** Nothing to do; the journal says why. */
  Decision ignore(Verdict verdict) {
    return Decision.of(verdict.of(), Outcome.IGNORED, Optional.empty(), verdict.reason());
  }

  /** A letter came back. Nothing changes on a ticket: anybody can write a bounce. */
  Decision bounce(Verdict verdict) {
    return Decision.of(verdict.of(), Outcome.BOUNCE, Optional.empty(), verdict.reason());
  }

  /** A machine answered on a ticket: a system note, and neither status nor clock moves. */
  Decision note(Verdict verdict) {
    Ticket ticket = verdict.ticket().orElseThrow();
    Case of = verdict.of();
    return new Decision(
        of,
        Outcome.NOTED,
        verdict.reason(),
        Optional.empty(),
        List.of(),
        Optional.of(ticket.id()),
        List.of(entry(ticket.id(), EntryKind.SYSTEM_NOTE, of)),
        Map.of(),
        List.of(event(ticket.id(), "noted an automatic mail", BOT, verdict.reason(), of)),
        List.of(),
        "not sent: " + of.screening().mailClass());
  }

  /**
   * A person writes on a ticket: an entry, what it says or fills in that was missing, and a ticket
   * that waits is active.
   */
  Decision followUp(Verdict verdict, Known known) {
    Ticket before = verdict.ticket().orElseThrow();
    Case of = verdict.of();
    String author = author(of.mail()).email();
    FilledIn filled = FilledIn.on(before, of, known);
    Map<String, List<Fact>> facts = known.newFor(before, of.facts(), fields::many);
    Optional<Fact> priority = Merging.priority(of.facts());
    Instant at = of.claimed().internalDate();
    Ticket.Move reply =
        of.claimed().origin() == Origin.SETTLED_HISTORY
            ? before.customerWroteBackThen(at)
            : before.customerWrote(at);
    Optional<Ticket.Move> learned =
        priority
            .map(fact -> reply.ticket().learnPriority(fact.value(), Merging.source(fact)))
            .filter(move -> move.refusal().isEmpty());
    Ticket after = learned.map(Ticket.Move::ticket).orElse(reply.ticket());
    List<Event> events = new ArrayList<>();
    events.add(event(before.id(), "the customer wrote", author, verdict.reason(), of));
    Stream.concat(reply.event().stream(), learned.flatMap(Ticket.Move::event).stream())
        .forEach(what -> events.add(event(before.id(), what, author, "by mail", of)));
    return new Decision(
        of,
        Outcome.APPENDED,
        verdict.reason(),
        Optional.empty(),
        // Facts were chosen for the ticket as it was: they count only if it still is.
        Stream.of(after).filter(ticket -> !ticket.equals(before) || !facts.isEmpty()).toList(),
        Optional.of(before.id()),
        Stream.concat(
                Stream.of(entry(before.id(), EntryKind.CUSTOMER_MESSAGE, of, filled)),
                tooLarge(before.id(), of).stream())
            .toList(),
        facts,
        events,
        List.of(),
        "not sent: only new tickets are acknowledged");
  }

  /** A new request: ticket, first entry, facts and the acknowledgement. */
  Decision newRequest(Verdict verdict, Known known) {
    Case of = verdict.of();
    Address author = author(of.mail());
    Optional<Ticket> held = of.claimed().placeholder().flatMap(known::ticket);
    Ticket ticket =
        held.map(placeholder -> fill(placeholder, of, author))
            .orElseGet(() -> open(known.nextTicketId(), of, author));
    Map<String, List<Fact>> facts = Merging.ofNewRequest(of.facts(), verdict.ticket().isEmpty());
    List<Entry> entries = new ArrayList<>();
    entries.add(entry(ticket.id(), EntryKind.CUSTOMER_MESSAGE, of));
    if (verdict.ticket().isPresent()) {
      entries.add(systemNote(ticket.id(), "This mail " + verdict.reason() + ".", of));
    }
    tooLarge(ticket.id(), of).ifPresent(entries::add);
    Optional<String> refusal = acknowledgementRule.refusal(of, known);
    return new Decision(
        of,
        Outcome.OPENED,
        verdict.reason(),
        held.isPresent() ? Optional.empty() : Optional.of(ticket),
        held.isPresent() ? List.of(ticket) : List.of(),
        Optional.of(ticket.id()),
        entries,
        facts,
        List.of(
            event(
                ticket.id(),
                held.isPresent() ? "filled: the mail was tried again" : "opened",
                author.email(),
                verdict.reason(),
                of)),
        refusal.isEmpty() ? List.of(acknowledgement(ticket, of, facts, author)) : List.of(),
        refusal.map(why -> "not sent: " + why).orElse("queued"));
  }

  private Ticket open(long id, Case of, Address author) {
    Optional<Fact> priority = Merging.priority(of.facts());
    Instant now = clock.instant();
    Instant arrived = of.claimed().internalDate();
    return new Ticket(
        id,
        settings.ticketPrefix() + "-" + id,
        of.claimed().mailbox(),
        subject(of.mail()),
        of.claimed().origin() == Origin.SETTLED_HISTORY ? Status.RESOLVED : Status.OPEN,
        priority.map(Fact::value).orElse(Ticket.DEFAULT_PRIORITY),
        priority.map(Merging::source).orElse(Ticket.DEFAULT),
        new Person(author.email(), author.name()),
        "",
        // The server's clock may be ahead of ours; a ticket is never opened in the future.
        arrived.isAfter(now) ? now : arrived,
        when(of),
        1);
  }

  /** What an engineer made of the ticket meanwhile stays. */
  private static Ticket fill(Ticket placeholder, Case of, Address author) {
    Optional<Fact> priority = Merging.priority(of.facts());
    return placeholder.filled(
        subject(of.mail()),
        new Person(author.email(), author.name()),
        priority.map(Fact::value),
        priority.map(Merging::source).orElse(Ticket.DEFAULT));
  }

  private Letter acknowledgement(
      Ticket ticket, Case of, Map<String, List<Fact>> facts, Address author) {
    String language = of.mail().language();
    DeskSettings.Target target =
        settings.targets().getOrDefault(ticket.priority(), new DeskSettings.Target("", "", ""));
    LetterTemplates.Written written =
        templates.write(
            new Acknowledgement(
                ticket.number(),
                language,
                understood(facts, language),
                of.facts().missing().stream()
                    .filter(field -> !facts.containsKey(field) && !field.equals(Merging.PRIORITY))
                    .map(
                        field ->
                            new Acknowledgement.Missing(
                                fields.label(field, language), fields.hint(field, language)))
                    .toList(),
                new Acknowledgement.Priority(
                    ticket.priority(),
                    target.title(),
                    ticket.prioritySource().equals(Ticket.STATED),
                    target.firstResponse(),
                    target.resolution()),
                TooLarge.size(of.claimed(), settings)));
    return new Letter(
        0,
        ticket.id(),
        Letter.Kind.ACKNOWLEDGEMENT,
        ticket.mailbox(),
        messageId(ticket, of),
        author.email(),
        written.subject(),
        written.text(),
        written.html(),
        of.mail().messageId(),
        firstAndLast(of.mail().references()),
        0);
  }

  private List<Acknowledgement.Line> understood(Map<String, List<Fact>> facts, String language) {
    return facts.entrySet().stream()
        .filter(field -> !field.getKey().equals(Merging.PRIORITY))
        .sorted(Map.Entry.comparingByKey(fields.order()))
        .flatMap(
            field ->
                field.getValue().stream()
                    .flatMap(
                        fact -> SafeValue.of(fact.value(), fields.shown(field.getKey())).stream())
                    .distinct()
                    .limit(5)
                    .map(
                        value ->
                            new Acknowledgement.Line(
                                fields.label(field.getKey(), language), value)))
        .toList();
  }

  /** Enough of a chain for any client to thread by; the middle says nothing more. */
  private static List<String> firstAndLast(List<String> references) {
    int size = references.size();
    return size <= 12
        ? references
        : Stream.concat(references.stream().limit(2), references.stream().skip(size - 10L))
            .toList();
  }

  /**
   * The same mail on the same ticket always gets the same Message-ID, and only who has the mail's
   * bytes could guess it.
   */
  private String messageId(Ticket ticket, Case of) {
    String address =
        settings.mailboxes().getOrDefault(ticket.mailbox(), "desk@counterfoil.invalid");
    return "counterfoil."
        + ticket.number().toLowerCase(Locale.ROOT)
        + ".acknowledgement."
        + sha256(of.claimed().raw(), ticket.number()).substring(0, 20)
        + "@"
        + Address.of(address).domain();
  }

  private static String sha256(byte[] raw, String salt) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(raw));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String subject(ParsedMail mail) {
    String subject =
        mail.subject().isBlank() ? mail.firstLine().orElse("(no subject)") : mail.subject();
    int length = subject.codePointCount(0, subject.length());
    return length <= LONGEST_SUBJECT
        ? subject
        : subject.substring(0, subject.offsetByCodePoints(0, LONGEST_SUBJECT - 1)) + "\u2026";
  }

  /** The author, or the first From mailbox when there are several; such a mail is not answered. */
  private static Address author(ParsedMail mail) {
    return mail.author().or(() -> mail.from().stream().findFirst()).orElse(Address.of(NOBODY));
  }

  private static Entry entry(long ticketId, EntryKind kind, Case of) {
    return entry(ticketId, kind, of, FilledIn.NOTHING);
  }

  private static Entry entry(long ticketId, EntryKind kind, Case of, FilledIn filled) {
    MailText text = of.mail().text();
    String rest =
        Stream.of(
                MailText.Part.FORWARDED,
                MailText.Part.SIGNATURE,
                MailText.Part.DISCLAIMER,
                MailText.Part.QUOTED)
            .map(text::part)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("\n\n"));
    return new Entry(
        ticketId,
        kind,
        author(of.mail()).toString(),
        filled.below(text.newPart()),
        rest,
        of.mail().attachments().stream().map(Attachment::name).toList(),
        Optional.of(of.claimed().id()),
        of.claimed().internalDate());
  }

  private Optional<Entry> tooLarge(long ticketId, Case of) {
    return TooLarge.note(of.claimed(), settings).map(note -> systemNote(ticketId, note, of));
  }

  private Entry systemNote(long ticketId, String text, Case of) {
    return new Entry(
        ticketId,
        EntryKind.SYSTEM_NOTE,
        BOT,
        text,
        "",
        List.of(),
        Optional.of(of.claimed().id()),
        when(of));
  }

  private Event event(long ticketId, String what, String who, String why, Case of) {
    return new Event(ticketId, what, who, why, Optional.of(of.claimed().id()), when(of));
  }

  /** A history happened when its mails were written, not when it was imported. */
  private Instant when(Case of) {
    return of.claimed().origin().isHistory() ? of.claimed().internalDate() : clock.instant();
  }
}
