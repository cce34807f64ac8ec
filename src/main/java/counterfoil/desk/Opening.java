package counterfoil.desk;

import counterfoil.facts.Fact;
import counterfoil.mail.Address;
import counterfoil.mail.ParsedMail;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.Entry;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Link;
import counterfoil.ticket.Organisation;
import counterfoil.ticket.Person;
import counterfoil.ticket.Relation;
import counterfoil.ticket.Role;
import counterfoil.ticket.Status;
import counterfoil.ticket.Ticket;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a mail opens: ticket, first entry, people, facts and the acknowledgement. */
final class Opening {

  private static final int LONGEST_SUBJECT = 200;

  private final DeskSettings settings;
  private final JudgeRules rules;
  private final Newcomers newcomers;
  private final Correspondence correspondence;
  private final AcknowledgementRule acknowledgementRule;
  private final Clock clock;

  Opening(DeskSettings settings, JudgeRules rules, Correspondence correspondence, Clock clock) {
    this.settings = settings;
    this.rules = rules;
    this.newcomers = new Newcomers(rules.people(), settings.correspondents());
    this.correspondence = correspondence;
    this.acknowledgementRule = new AcknowledgementRule(settings);
    this.clock = clock;
  }

  /**
   * @param requester whose request it is
   * @param subject that the ticket gets
   * @param entries what stands on it first, by the id of the ticket
   */
  private record Request(Address requester, String subject, Entries entries) {
    interface Entries {
      List<Entry> on(long ticketId);
    }
  }

  Decision of(Verdict verdict, Known known) {
    Case of = verdict.of();
    return open(
        verdict,
        known,
        new Request(
            Entries.author(of.mail()),
            subject(of.mail()),
            id -> List.of(Entries.of(id, EntryKind.CUSTOMER_MESSAGE, of))));
  }

  /** The requester is who wrote what the engineer passes on. */
  Decision onBehalf(Verdict verdict, Known known) {
    Case of = verdict.of();
    Optional<PassedOn> found = PassedOn.in(of.mail(), rules.people());
    if (found.isEmpty()) {
      return open(
          verdict,
          known,
          new Request(
              Entries.author(of.mail()),
              subject(of.mail()),
              id ->
                  List.of(
                      Entries.of(id, EntryKind.CUSTOMER_MESSAGE, of),
                      Entries.note(
                          id,
                          "An engineer passed on a mail, but no address of its author was found in"
                              + " it: the engineer is the requester.",
                          of,
                          when(of)))));
    }
    PassedOn mail = found.get();
    return open(
        verdict,
        known,
        new Request(
            mail.from(),
            mail.subject().isBlank() ? subject(of.mail()) : shortened(mail.subject()),
            id -> passedOn(id, of, mail)));
  }

  private static List<Entry> passedOn(long id, Case of, PassedOn mail) {
    Optional<Long> mailId = Optional.of(of.claimed().id());
    Instant at = of.claimed().internalDate();
    Entry customers =
        new Entry(
            id,
            EntryKind.CUSTOMER_MESSAGE,
            mail.from().toString(),
            mail.text(),
            "",
            Entries.files(of),
            mailId,
            at);
    Entry engineers =
        new Entry(
            id,
            EntryKind.INTERNAL_NOTE,
            Entries.author(of.mail()).toString(),
            mail.words(),
            "",
            List.of(),
            mailId,
            at);
    return mail.words().isBlank() ? List.of(customers) : List.of(customers, engineers);
  }

  private Decision open(Verdict verdict, Known known, Request request) {
    Case of = verdict.of();
    Optional<Ticket> held = of.claimed().placeholder().flatMap(known::ticket);
    String author = Entries.author(of.mail()).email();
    Deed.Builder deed = new Deed.Builder(author, Optional.of(of.claimed().id()), when(of));
    Ticket ticket =
        held.isPresent()
            ? filled(held.get(), request, of, deed, verdict.reason())
            : opened(known.nextTicketId(), request, of, known, deed, verdict.reason());
    request.entries().on(ticket.id()).forEach(entry -> deed.writes(entry, verdict.reason()));
    verdict
        .ticket()
        .ifPresent(
            named -> {
              deed.writes(
                  Entries.note(ticket.id(), "This mail " + verdict.reason() + ".", of, when(of)),
                  verdict.reason());
              deed.links(
                  new Link(ticket.id(), relation(verdict), named.id()),
                  ticket.number(),
                  named.number(),
                  verdict.reason());
            });
    TooLarge.note(of.claimed(), settings)
        .ifPresent(note -> deed.writes(Entries.note(ticket.id(), note, of, when(of)), "too large"));
    Correspondent requester = requester(ticket, request, of, known);
    deed.joins(requester, verdict.reason());
    newcomers
        .of(of, ticket, withRequester(known, ticket, requester), known, when(of))
        .forEach(person -> deed.joins(person, "named by the requester"));
    Map<String, List<Fact>> facts = Merging.ofNewRequest(of.facts(), verdict.ticket().isEmpty());
    Learned.tell(facts, ticket.id(), deed);
    Optional<String> refusal = acknowledgementRule.refusal(of, request.requester(), known);
    if (refusal.isEmpty()) {
      deed.sends(correspondence.acknowledgement(ticket, requester, of, facts));
    }
    return Decision.on(
            ticket.id(),
            of,
            Outcome.OPENED,
            verdict.reason(),
            deed.build(),
            refusal.map(why -> "not sent: " + why).orElse("queued"))
        .learning(facts);
  }

  private static Relation relation(Verdict verdict) {
    return verdict.standing().isMember() ? Relation.FOLLOW_UP_OF : Relation.MENTIONS;
  }

  private Ticket opened(
      long id, Request request, Case of, Known known, Deed.Builder deed, String why) {
    Instant now = clock.instant();
    Instant arrived = of.claimed().internalDate();
    // The server's clock may be ahead of ours; a ticket is never opened in the future.
    Instant openedAt = arrived.isAfter(now) ? now : arrived;
    Optional<Fact> priority = Merging.priority(of.facts());
    Optional<Organisation> organisation = rules.people().organisation(request.requester(), known);
    boolean isSettled = of.claimed().origin() == Origin.SETTLED_HISTORY;
    boolean isUnknown = organisation.isEmpty() && rules.people().knowsOrganisations(known);
    Ticket fresh =
        Ticket.opened(
                id,
                settings.ticketPrefix() + "-" + id,
                of.claimed().mailbox(),
                request.subject(),
                new Person(request.requester().email(), request.requester().name()),
                openedAt,
                when(of))
            .of(organisation.map(Organisation::name).orElse(""), of.mail().language())
            .withStatus(isSettled ? Status.RESOLVED : Status.OPEN, when(of))
            .withPriority(
                priority.map(Fact::value).orElse(Ticket.DEFAULT_PRIORITY),
                priority.map(Merging::source).orElse(Ticket.DEFAULT))
            .withTags(new TreeSet<>(isUnknown ? List.of(Ticket.UNKNOWN_ORGANISATION) : List.of()));
    deed.opens(fresh, why);
    return fresh;
  }

  /** What an engineer made of the ticket meanwhile stays. */
  private static Ticket filled(
      Ticket placeholder, Request request, Case of, Deed.Builder deed, String why) {
    Optional<Fact> priority = Merging.priority(of.facts());
    Ticket.Move move =
        placeholder.filled(
            request.subject(),
            new Person(request.requester().email(), request.requester().name()),
            priority.map(Fact::value),
            priority.map(Merging::source).orElse(Ticket.DEFAULT));
    deed.moves(move, why);
    return move.ticket();
  }

  private static Correspondent requester(Ticket ticket, Request request, Case of, Known known) {
    Correspondent fresh =
        Newcomers.person(ticket.id(), 1, request.requester(), Role.REQUESTER, ticket.openedAt());
    boolean isAuthor =
        of.mail().author().filter(author -> author.key().equals(fresh.key())).isPresent();
    return isAuthor ? fresh.wrote(of.mail().messageId()) : fresh;
  }

  private static List<Correspondent> withRequester(
      Known known, Ticket ticket, Correspondent requester) {
    return known.people(ticket.id()).isEmpty()
        ? List.of(requester)
        : Stream.concat(
                known.people(ticket.id()).stream().filter(person -> person.no() != 1),
                Stream.of(requester))
            .toList();
  }

  private static String subject(ParsedMail mail) {
    return shortened(
        mail.subject().isBlank() ? mail.firstLine().orElse("(no subject)") : mail.subject());
  }

  private static String shortened(String subject) {
    int length = subject.codePointCount(0, subject.length());
    return length <= LONGEST_SUBJECT
        ? subject
        : subject.substring(0, subject.offsetByCodePoints(0, LONGEST_SUBJECT - 1)) + "\u2026";
  }

  /** A history happened when its mails were written, not when it was imported. */
  private Instant when(Case of) {
    return of.claimed().origin().isHistory() ? of.claimed().internalDate() : clock.instant();
  }
}
