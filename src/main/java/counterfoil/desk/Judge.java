package counterfoil.desk;

import counterfoil.mail.Address;
import counterfoil.mail.ParsedMail;
import counterfoil.screen.MailClass;
import counterfoil.ticket.MailMoves;
import counterfoil.ticket.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says which branch a mail takes, and which ticket it belongs to (rules 9, 18, 20 to 22, 25, 28 and
 * 29).
 */
public final class Judge {

  private static final Set<MailClass> NOTHING_TO_DO =
      Set.of(
          MailClass.OWN_LOOP,
          MailClass.FEEDBACK_REPORT,
          MailClass.READ_RECEIPT,
          MailClass.CHALLENGE);

  /** Machines that may open a ticket; the others only say something about one. */
  private static final Set<MailClass> MAY_OPEN = Set.of(MailClass.HUMAN, MailClass.AUTO_GENERATED);

  /**
   * Why a mail opened a ticket that names no other. It stands in the journal for ever: by it those
   * are told for which quoted history counts, when they are read again.
   */
  public static final String NEW_REQUEST = "a new request";

  private final JudgeRules rules;
  private final Threading threading;
  private final Membership membership;
  private final Gatekeeper gatekeeper;
  private final EngineerRule engineerRule;

  /** By these rules. */
  public Judge(JudgeRules rules) {
    this.rules = rules;
    this.threading = new Threading(rules.tokens());
    this.membership = new Membership(rules.people());
    this.gatekeeper = new Gatekeeper(rules.people(), rules.entitlement(), rules.floods());
    this.engineerRule = new EngineerRule(rules.engineersNeedNoProof());
  }

  /** The branch for this case, in the light of what is known; changes nothing. */
  public Verdict judge(Case of, Known known) {
    Optional<Known.Earlier> earlier =
        known.earlier(of.mail().fingerprint()).filter(one -> one.mailId() != of.claimed().id());
    if (earlier.isPresent()) {
      return Verdict.of(
          Verdict.Kind.DUPLICATE,
          of,
          earlier.get().ticketId().flatMap(known::ticket),
          "the same mail as mail " + earlier.get().mailId());
    }
    MailClass mailClass = of.screening().mailClass();
    String reason = of.screening().reason();
    if (NOTHING_TO_DO.contains(mailClass)) {
      return Verdict.of(Verdict.Kind.IGNORE, of, Optional.empty(), reason);
    }
    if (mailClass == MailClass.BOUNCE) {
      return Verdict.of(Verdict.Kind.BOUNCE, of, Optional.empty(), reason);
    }
    Optional<TokenUse> use = threading.tokenUse(of, known);
    List<Hit> hits = threading.hits(of, known, use);
    Optional<String> spoof = gatekeeper.spoof(of);
    if (spoof.isPresent()) {
      return MAY_OPEN.contains(mailClass)
          ? Verdict.held(Hold.SPOOF, of, hits.stream().map(Hit::ticket).findFirst(), spoof.get())
          : Verdict.of(Verdict.Kind.IGNORE, of, Optional.empty(), reason + " And: " + spoof.get());
    }
    return of.claimed()
        .release()
        .map(release -> released(release, of, hits, known))
        .orElseGet(() -> threaded(of, hits, use, known));
  }

  /** A person has decided; what they could not decide is who the author is. */
  private Verdict released(Release release, Case of, List<Hit> hits, Known known) {
    Optional<Ticket> named = hits.stream().map(Hit::ticket).findFirst();
    String by = "released by " + release.who();
    return release.choice().joins() && named.isPresent()
        ? Verdict.of(Verdict.Kind.FOLLOW_UP, of, named, by).by(Standing.RELEASED)
        : Verdict.of(
            Verdict.Kind.NEW_REQUEST,
            of,
            named,
            named.map(ticket -> "was " + by + " and names " + ticket.number()).orElse(by));
  }

  private Verdict threaded(Case of, List<Hit> hits, Optional<TokenUse> use, Known known) {
    MailClass mailClass = of.screening().mailClass();
    if (mailClass != MailClass.HUMAN) {
      return byMachine(of, hits, use, known);
    }
    // The first ticket that the author belongs to; where they belong to none, the first. Who uses a
    // reply address of somebody else does so whatever arrived before.
    boolean isBorrowed =
        hits.stream().anyMatch(one -> standing(of, one, use, known) == Standing.TOKEN_BORROWER);
    Optional<Hit> hit =
        hits.stream()
            .filter(one -> !isBorrowed || !one.how().isOutOfOrder())
            .filter(one -> standing(of, one, use, known).isMember())
            .findFirst()
            .or(() -> hits.stream().findFirst());
    if (hit.isEmpty()) {
      return isPassedOn(of)
          ? Verdict.of(Verdict.Kind.ON_BEHALF, of, Optional.empty(), NEW_REQUEST)
              .by(Standing.ENGINEER)
          : opening(of, Optional.empty(), NEW_REQUEST, known);
    }
    Ticket ticket = hit.get().ticket();
    Standing standing = standing(of, hit.get(), use, known);
    return switch (standing) {
      case ENGINEER -> byEngineer(of, ticket, use);
      case TOKEN_BORROWER ->
          Verdict.of(
                  Verdict.Kind.FOLLOW_UP,
                  of,
                  Optional.of(ticket),
                  "came to a reply address of %s that was given to somebody else"
                      .formatted(ticket.number()))
              .by(standing);
      case STRANGER ->
          opening(
              of,
              Optional.of(ticket),
              "names " + ticket.number() + ", but its sender does not belong to that ticket",
              known);
      case TOKEN_HOLDER, REQUESTER, PARTICIPANT, COLLEAGUE, RELEASED ->
          byMember(of, ticket, standing, hits, use, known);
    };
  }

  private Standing standing(Case of, Hit hit, Optional<TokenUse> use, Known known) {
    return membership.standing(of, hit.ticket(), use, known);
  }

  /** What a machine writes on a ticket is noted; what it writes otherwise may be monitoring. */
  private Verdict byMachine(Case of, List<Hit> hits, Optional<TokenUse> use, Known known) {
    Optional<Ticket> noted =
        hits.stream()
            .filter(hit -> standing(of, hit, use, known) != Standing.STRANGER)
            .map(Hit::ticket)
            .findFirst();
    if (noted.isPresent()) {
      return Verdict.of(Verdict.Kind.NOTE, of, noted, of.screening().reason());
    }
    if (!MAY_OPEN.contains(of.screening().mailClass())) {
      return Verdict.of(Verdict.Kind.IGNORE, of, Optional.empty(), of.screening().reason());
    }
    Optional<Ticket> named = hits.stream().map(Hit::ticket).findFirst();
    return opening(
        of,
        named,
        named
            .map(
                ticket ->
                    "names " + ticket.number() + ", but its sender does not belong to that ticket")
            .orElse(NEW_REQUEST),
        known);
  }

  private Verdict byEngineer(Case of, Ticket ticket, Optional<TokenUse> use) {
    Optional<String> refusal =
        engineerRule.refusal(of, use.filter(one -> one.ticket().id() == ticket.id()));
    return Verdict.of(
            refusal.isEmpty() ? Verdict.Kind.ANSWER : Verdict.Kind.INTERNAL,
            of,
            Optional.of(ticket),
            refusal
                .map(why -> "an engineer wrote on " + ticket.number() + ", but " + why)
                .orElse("an engineer answers on " + ticket.number()))
        .by(Standing.ENGINEER);
  }

  /** Whether an engineer, and nobody who only says so, passes on a mail (rule 28). */
  private boolean isPassedOn(Case of) {
    return of.mail().kind() == ParsedMail.Kind.FORWARD
        && of.mail().author().flatMap(rules.people()::engineer).isPresent()
        && engineerRule.isProved(of.trust());
  }

  private Verdict byMember(
      Case of,
      Ticket ticket,
      Standing standing,
      List<Hit> hits,
      Optional<TokenUse> use,
      Known known) {
    Instant at = of.claimed().internalDate();
    if (MailMoves.of(rules.writer(of, ticket), ticket, at) == MailMoves.Effect.FOLLOW_UP) {
      // Who belongs to a ticket that is still open as well writes on that one.
      return hits.stream()
          .filter(hit -> standing(of, hit, use, known).isMember())
          .map(Hit::ticket)
          .filter(
              other ->
                  MailMoves.of(rules.writer(of, other), other, at) != MailMoves.Effect.FOLLOW_UP)
          .findFirst()
          .map(other -> followUp(of, other, standing, List.of()))
          .orElseGet(
              () ->
                  opening(
                          of,
                          Optional.of(ticket),
                          "follow-up of "
                              + ticket.number()
                              + ", which was resolved too long ago to be reopened",
                          known)
                      .by(standing));
    }
    List<Ticket> same = sameRequest(of, ticket, hits, use, known);
    // The one that was opened first has the number that people know.
    Ticket first = same.isEmpty() ? ticket : same.get(0);
    return followUp(
        of, first, standing, same.stream().filter(other -> other.id() != first.id()).toList());
  }

  private static Verdict followUp(Case of, Ticket ticket, Standing standing, List<Ticket> joined) {
    return Verdict.of(
            Verdict.Kind.FOLLOW_UP, of, Optional.of(ticket), "a reply on " + ticket.number())
        .by(standing)
        .joining(joined);
  }

  /**
   * Tickets that are two only because mails arrived in another order than they were written: this
   * mail is what was missing between them. In the other order there would be one (promise 4). Those
   * that somebody has set apart, or time, stay apart.
   *
   * @return all of them, this one too, the one that was opened first at the beginning; none when
   *     there is but one
   */
  private List<Ticket> sameRequest(
      Case of, Ticket ticket, List<Hit> hits, Optional<TokenUse> use, Known known) {
    Instant at = of.claimed().internalDate();
    List<Ticket> same = new ArrayList<>(List.of(ticket));
    hits.stream()
        .filter(hit -> hit.how() == Hit.How.THREAD || hit.how().isOutOfOrder())
        .filter(hit -> standing(of, hit, use, known).isMember())
        .map(Hit::ticket)
        .filter(other -> other.id() != ticket.id() && areOneCustomers(other, ticket, known))
        .filter(other -> same.stream().noneMatch(one -> known.areApart(one.id(), other.id())))
        .forEach(same::add);
    same.removeIf(
        one -> MailMoves.of(MailMoves.Writer.CUSTOMER, one, at) == MailMoves.Effect.FOLLOW_UP);
    return same.size() > 1 && same.get(0).id() == ticket.id()
        ? same.stream().sorted(Comparator.comparingLong(Ticket::id)).toList()
        : List.of();
  }

  private boolean areOneCustomers(Ticket one, Ticket other, Known known) {
    Address requester = Address.of(one.requester().email());
    Address otherRequester = Address.of(other.requester().email());
    return requester.key().equals(otherRequester.key())
        || rules.people().areColleagues(requester, otherRequester, known);
  }

  /** A ticket of its own, unless its author may not open one just so. */
  private Verdict opening(Case of, Optional<Ticket> named, String reason, Known known) {
    Optional<String> flood = gatekeeper.flood(of, known);
    if (flood.isPresent()) {
      return Verdict.held(Hold.FLOOD, of, named, flood.get());
    }
    Optional<UnknownOrganisation> unserved = gatekeeper.unserved(of, known);
    if (unserved.filter(UnknownOrganisation.HOLD::equals).isPresent()) {
      return Verdict.held(
          Hold.UNKNOWN_ORGANISATION, of, named, "its author belongs to no organisation we know");
    }
    if (unserved.filter(UnknownOrganisation.ANSWER::equals).isPresent()) {
      return Verdict.of(
          Verdict.Kind.TURN_AWAY, of, named, "its author belongs to no organisation we serve");
    }
    return Verdict.of(Verdict.Kind.NEW_REQUEST, of, named, reason);
  }

  /** Whether a case is sure to open a ticket, as far as is known before the batch is decided. */
  boolean opensTicket(Case of, Known known) {
    Verdict.Kind kind = judge(of, known).kind();
    return kind == Verdict.Kind.NEW_REQUEST || kind == Verdict.Kind.ON_BEHALF;
  }
}
