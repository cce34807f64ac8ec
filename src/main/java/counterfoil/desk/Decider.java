package counterfoil.desk;

import counterfoil.facts.Fact;
import counterfoil.mail.Address;
import counterfoil.ticket.Change;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.MailMoves;
import counterfoil.ticket.Role;
import counterfoil.ticket.Status;
import counterfoil.ticket.Ticket;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a verdict into everything that is to be written because of it: one method for each branch
 * of the route {@code process}. Decides only; {@link Journal#apply} writes.
 */
public final class Decider {

  /** Who does what no person did. */
  static final String BOT = "counterfoil";

  /** The requester of a ticket whose mail does not say from whom it is. */
  static final String NOBODY = "unknown@sender.invalid";

  private final DeskSettings settings;
  private final FieldTexts fields;
  private final JudgeRules rules;
  private final Correspondence correspondence;
  private final AcknowledgementRule acknowledgementRule;
  private final Opening opening;
  private final Newcomers newcomers;
  private final Clock clock;

  /** By the settings of the desk, with the words of its fields and letters. */
  public Decider(
      DeskSettings settings,
      FieldTexts fields,
      JudgeRules rules,
      Correspondence correspondence,
      Clock clock) {
    this.settings = settings;
    this.fields = fields;
    this.rules = rules;
    this.correspondence = correspondence;
    this.acknowledgementRule = new AcknowledgementRule(settings);
    this.opening = new Opening(settings, rules, correspondence, clock);
    this.newcomers = new Newcomers(rules.people(), settings.correspondents());
    this.clock = clock;
  }

  /** What becomes of a mail, whatever its branch: for those who only want to know. */
  Decision decide(Verdict verdict, Known known) {
    return switch (verdict.kind()) {
      case DUPLICATE -> duplicate(verdict);
      case IGNORE -> ignore(verdict);
      case NOTE -> note(verdict);
      case BOUNCE -> bounce(verdict);
      case HOLD -> hold(verdict);
      case TURN_AWAY -> turnAway(verdict, known);
      case ANSWER -> answer(verdict, known);
      case INTERNAL -> internal(verdict);
      case ON_BEHALF -> onBehalf(verdict, known);
      case FOLLOW_UP -> followUp(verdict, known);
      case NEW_REQUEST -> newRequest(verdict, known);
    };
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

  /** A person must decide; until then no ticket is touched. */
  Decision hold(Verdict verdict) {
    return Decision.held(
        verdict.of(),
        verdict.hold().orElseThrow(),
        verdict.ticket().map(Ticket::id),
        verdict.reason());
  }

  /** The desk serves others, and says so once. */
  Decision turnAway(Verdict verdict, Known known) {
    Case of = verdict.of();
    Optional<String> refusal = acknowledgementRule.refusal(of, Entries.author(of.mail()), known);
    Decision ignored = Decision.of(of, Outcome.IGNORED, Optional.empty(), verdict.reason());
    return refusal.isPresent()
        ? ignored
        : ignored.with(
            deed(of, BOT).sends(correspondence.notEntitled(of, Entries.author(of.mail()))).build());
  }

  /** A machine answered on a ticket: a system note, and neither status nor clock moves. */
  Decision note(Verdict verdict) {
    Ticket ticket = verdict.ticket().orElseThrow();
    Case of = verdict.of();
    Deed.Builder deed = deed(of, BOT);
    deed.writes(Entries.of(ticket.id(), EntryKind.SYSTEM_NOTE, of), verdict.reason());
    deed.changes(ticket);
    return Decision.on(
        ticket.id(),
        of,
        Outcome.NOTED,
        verdict.reason(),
        deed.build(),
        "not sent: " + of.screening().mailClass());
  }

  /** A new request: ticket, first entry, facts and the acknowledgement. */
  Decision newRequest(Verdict verdict, Known known) {
    return opening.of(verdict, known);
  }

  /** The same, for somebody whose mail an engineer passes on. */
  Decision onBehalf(Verdict verdict, Known known) {
    return opening.onBehalf(verdict, known);
  }

  /**
   * A person writes on a ticket: an entry, what it says or fills in that was missing, and a ticket
   * that waits is active. What a stranger writes to somebody else's reply address is for engineers
   * only, and moves nothing.
   */
  Decision followUp(Verdict verdict, Known known) {
    return verdict.standing() == Standing.TOKEN_BORROWER
        ? borrowed(verdict, known)
        : byMember(verdict, known);
  }

  private Decision byMember(Verdict verdict, Known known) {
    Ticket before = verdict.ticket().orElseThrow();
    Case of = verdict.of();
    String author = Entries.author(of.mail()).email();
    Deed.Builder deed = deed(of, author);
    FilledIn filled = FilledIn.on(before, of, known);
    Map<String, List<Fact>> facts = known.newFor(before, of.facts(), fields::many);
    deed.writes(Entries.of(before.id(), EntryKind.CUSTOMER_MESSAGE, of, filled), verdict.reason());
    TooLarge.note(of.claimed(), settings)
        .ifPresent(note -> deed.writes(Entries.note(before.id(), note, of, when(of)), "too large"));
    Ticket after = moved(before, of, known, deed);
    after = learned(after, of, deed);
    Learned.tell(facts, before.id(), deed);
    List<Correspondent> there = people(verdict, after, known, deed);
    for (Ticket other : verdict.joined()) {
      Merger.merge(
          other,
          before,
          known.people(other.id()),
          there,
          Role.PARTICIPANT,
          deed,
          "mail " + of.claimed().id() + " belongs to both",
          clock.instant());
    }
    after = tookIn(after, verdict, deed);
    // All this was chosen for the ticket as it was: it counts only if it still is.
    deed.changes(after);
    return Decision.on(
            before.id(),
            of,
            Outcome.APPENDED,
            verdict.reason(),
            deed.build(),
            "not sent: only new tickets are acknowledged")
        .learning(facts);
  }

  /** What somebody still had to work on is not resolved because it is part of something that is. */
  private Ticket tookIn(Ticket ticket, Verdict verdict, Deed.Builder deed) {
    if (verdict.joined().stream().allMatch(other -> other.status() == Status.RESOLVED)) {
      return ticket;
    }
    Ticket.Move move = ticket.tookInUnresolved(clock.instant());
    deed.moves(move, "by mail");
    return move.ticket();
  }

  private Ticket moved(Ticket before, Case of, Known known, Deed.Builder deed) {
    Instant at = of.claimed().internalDate();
    if (of.claimed().origin() == Origin.SETTLED_HISTORY) {
      Ticket.Move move = before.customerWroteBackThen(at);
      deed.moves(move, "by mail");
      return move.ticket();
    }
    MailMoves.Writer writer = rules.writer(of, before);
    if (MailMoves.of(writer, before, at) == MailMoves.Effect.REOPENED) {
      Optional<String> limit = rules.reopenings().reached(known.reopened(before.id()));
      if (limit.isPresent()) {
        deed.tells(before.id(), new Change.ReopenLimited(), BOT, "reopened " + limit.get());
        return before;
      }
    }
    Ticket.Move move = before.wrote(writer, at, clock.instant());
    deed.moves(move, "by mail");
    if (writer == MailMoves.Writer.ONLY_THANKS) {
      Ticket.Move tagged = move.ticket().tag(Ticket.THANKS);
      deed.moves(tagged, "it says thanks and nothing else");
      return tagged.ticket();
    }
    return move.ticket();
  }

  private static Ticket learned(Ticket ticket, Case of, Deed.Builder deed) {
    Optional<Fact> priority = Merging.priority(of.facts());
    if (priority.isEmpty()) {
      return ticket;
    }
    Ticket.Move move = ticket.learnPriority(priority.get().value(), Merging.source(priority.get()));
    deed.moves(move, "by mail");
    return move.ticket();
  }

  /**
   * Who wrote, and whom the requester names.
   *
   * @return all who are on the ticket now
   */
  private List<Correspondent> people(
      Verdict verdict, Ticket ticket, Known known, Deed.Builder deed) {
    Case of = verdict.of();
    Address author = Entries.author(of.mail());
    List<Correspondent> there = new ArrayList<>(known.people(ticket.id()));
    Optional<Correspondent> writer = known.correspondent(ticket.id(), author.key());
    boolean isAdded =
        of.claimed()
            .release()
            .filter(release -> release.choice() == Release.Choice.ADD_SENDER)
            .isPresent();
    if (writer.isPresent()) {
      Correspondent wrote = writer.get().wrote(of.mail().messageId());
      if (isAdded && !wrote.role().isMember()) {
        deed.joins(wrote.as(Role.PARTICIPANT, when(of)), verdict.reason());
      } else {
        deed.knows(wrote);
      }
    } else if (of.mail().author().isPresent() && there.size() < settings.correspondents()) {
      int no = there.stream().mapToInt(Correspondent::no).max().orElse(0) + 1;
      Correspondent fresh =
          Newcomers.person(
                  ticket.id(), no, author, isAdded ? Role.PARTICIPANT : Role.SUGGESTED, when(of))
              .wrote(of.mail().messageId());
      deed.joins(fresh, isAdded ? verdict.reason() : "wrote on the ticket");
      there.add(fresh);
    }
    if (verdict.standing() == Standing.REQUESTER
        || (verdict.standing() == Standing.TOKEN_HOLDER
            && author.key().equals(Address.of(ticket.requester().email()).key()))) {
      newcomers
          .of(of, ticket, there, known, when(of))
          .forEach(
              person -> {
                deed.joins(person, "named by the requester");
                there.add(person);
              });
    }
    return there;
  }

  /** Somebody has a mail that was not theirs: its reply address is worth nothing from now on. */
  private Decision borrowed(Verdict verdict, Known known) {
    Ticket ticket = verdict.ticket().orElseThrow();
    Case of = verdict.of();
    Deed.Builder deed = deed(of, Entries.author(of.mail()).email());
    deed.writes(
        Entries.of(ticket.id(), EntryKind.CUSTOMER_MESSAGE, of).forEngineers(), verdict.reason());
    deed.changes(ticket);
    of.pointers().tokens().stream()
        .flatMap(token -> known.correspondent(token.ticketId(), token.no()).stream())
        .distinct()
        .map(Correspondent::rotated)
        .forEach(
            holder -> {
              deed.knows(holder);
              deed.tells(
                  holder.ticketId(),
                  new Change.TokenRotated(holder.no(), holder.generation()),
                  BOT,
                  verdict.reason());
            });
    return Decision.on(
        ticket.id(),
        of,
        Outcome.APPENDED,
        verdict.reason(),
        deed.build(),
        "not sent: its author does not belong to the ticket");
  }

  /** An engineer answers: the customer gets the new part, and the ticket waits for them. */
  Decision answer(Verdict verdict, Known known) {
    Ticket ticket = verdict.ticket().orElseThrow();
    Case of = verdict.of();
    String words = of.mail().text().newPart();
    Optional<String> obstacle = obstacle(of, words);
    if (obstacle.isPresent()) {
      return internal(
          new Verdict(
              Verdict.Kind.INTERNAL,
              of,
              verdict.ticket(),
              verdict.standing(),
              Optional.empty(),
              List.of(),
              verdict.reason() + ", but " + obstacle.get()));
    }
    Deed.Builder deed = deed(of, Entries.author(of.mail()).email());
    deed.writes(Entries.of(ticket.id(), EntryKind.ENGINEER_REPLY, of), verdict.reason());
    deed.changes(ticket);
    deed.moves(
        ticket.wrote(MailMoves.Writer.ENGINEER, of.claimed().internalDate(), clock.instant()),
        "by mail");
    known.people(ticket.id()).stream()
        .filter(person -> person.role().isMember())
        .map(person -> correspondence.relay(ticket, person, words, of.claimed().raw()))
        .forEach(deed::sends);
    return Decision.on(
        ticket.id(),
        of,
        Outcome.APPENDED,
        verdict.reason(),
        deed.build(),
        "not sent: an engineer wrote");
  }

  /** What could not be sent as it was meant; nothing is sent rather than half of it. */
  private static Optional<String> obstacle(Case of, String words) {
    if (words.isBlank()) {
      return Optional.of("there is nothing new in it to send");
    }
    if (words.startsWith("#") || words.startsWith("\uff03")) {
      return Optional.of("it begins with a command, and commands by mail are not there yet");
    }
    return of.mail().attachments().isEmpty()
        ? Optional.empty()
        : Optional.of("files cannot be passed on to the customer yet");
  }

  /** What an engineer wrote and the customer is not to see, or not proved to be an engineer's. */
  Decision internal(Verdict verdict) {
    Ticket ticket = verdict.ticket().orElseThrow();
    Case of = verdict.of();
    Deed.Builder deed = deed(of, Entries.author(of.mail()).email());
    deed.writes(
        Entries.of(ticket.id(), EntryKind.INTERNAL_NOTE, of).forEngineers(), verdict.reason());
    deed.changes(ticket);
    return Decision.on(
        ticket.id(),
        of,
        Outcome.APPENDED,
        verdict.reason(),
        deed.build(),
        "not sent: for engineers only");
  }

  private Deed.Builder deed(Case of, String who) {
    return new Deed.Builder(who, Optional.of(of.claimed().id()), when(of));
  }

  /** A history happened when its mails were written, not when it was imported. */
  private Instant when(Case of) {
    return of.claimed().origin().isHistory() ? of.claimed().internalDate() : clock.instant();
  }
}
