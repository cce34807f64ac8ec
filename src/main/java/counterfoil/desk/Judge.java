package counterfoil.desk;

import counterfoil.mail.Address;
import counterfoil.screen.MailClass;
import counterfoil.ticket.Ticket;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says which branch a mail takes, and which ticket it belongs to (rules 9, 21, 22, 29). */
public final class Judge {

  private static final Set<MailClass> NOTHING_TO_DO =
      Set.of(
          MailClass.OWN_LOOP,
          MailClass.FEEDBACK_REPORT,
          MailClass.READ_RECEIPT,
          MailClass.CHALLENGE);

  /**
   * Why a mail opened a ticket that names no other. It stands in the journal for ever: by it those
   * are told for which quoted history counts, when they are read again.
   */
  public static final String NEW_REQUEST = "a new request";

  private final DeskSettings settings;

  /** By the settings of the desk. */
  public Judge(DeskSettings settings) {
    this.settings = settings;
  }

  /** The branch for this case, in the light of what is known; changes nothing. */
  public Verdict judge(Case of, Known known) {
    Optional<Known.Earlier> earlier = known.earlier(of.mail().fingerprint());
    if (earlier.isPresent()) {
      return new Verdict(
          Verdict.Kind.DUPLICATE,
          of,
          earlier.get().ticketId().flatMap(known::ticket),
          "the same mail as mail " + earlier.get().mailId());
    }
    MailClass mailClass = of.screening().mailClass();
    String reason = of.screening().reason();
    if (NOTHING_TO_DO.contains(mailClass)) {
      return new Verdict(Verdict.Kind.IGNORE, of, Optional.empty(), reason);
    }
    if (mailClass == MailClass.BOUNCE) {
      return new Verdict(Verdict.Kind.BOUNCE, of, Optional.empty(), reason);
    }
    List<Ticket> pointedAt = known.pointedAt(of.mail(), numberIn(of.mail().subject()));
    Instant at = of.claimed().internalDate();
    Optional<Ticket> joined =
        pointedAt.stream()
            .filter(ticket -> isMember(of, ticket) && ticket.takesReplies(at))
            .findFirst();
    if (mailClass != MailClass.HUMAN && joined.isPresent()) {
      return new Verdict(Verdict.Kind.NOTE, of, joined, reason);
    }
    if (mailClass == MailClass.AUTO_REPLY || mailClass == MailClass.LIST) {
      return new Verdict(Verdict.Kind.IGNORE, of, Optional.empty(), reason);
    }
    if (joined.isPresent()) {
      return new Verdict(Verdict.Kind.FOLLOW_UP, of, joined, "a reply on " + joined.get().number());
    }
    Optional<Ticket> mentioned = pointedAt.stream().findFirst();
    return new Verdict(
        Verdict.Kind.NEW_REQUEST,
        of,
        mentioned,
        mentioned.map(ticket -> why(of, ticket)).orElse(NEW_REQUEST));
  }

  /** Whether a case is sure to open a ticket, as far as is known before the batch is decided. */
  boolean opensTicket(Case of, Known known) {
    return judge(of, known).kind() == Verdict.Kind.NEW_REQUEST;
  }

  private String why(Case of, Ticket mentioned) {
    return isMember(of, mentioned)
        ? "follow-up of " + mentioned.number() + ", which was resolved too long ago to be reopened"
        : "names " + mentioned.number() + ", but its sender does not belong to that ticket";
  }

  /**
   * Whether the author belongs to the ticket: its requester, or someone of the same organisation. A
   * header alone lets nobody in (promise 9); at a public mail provider a domain says nothing.
   */
  private boolean isMember(Case of, Ticket ticket) {
    Address requester = Address.of(ticket.requester().email());
    if (requester.email().equals(Decider.NOBODY)) {
      return false;
    }
    return of.mail()
        .author()
        .filter(
            author ->
                author.key().equals(requester.key())
                    || (author.domain().equals(requester.domain())
                        && !author.domain().isEmpty()
                        && !settings.publicMailDomains().contains(author.domain())))
        .isPresent();
  }

  /** The {@code CF-1042} of a subject's {@code [CF-1042]}. */
  Optional<String> numberIn(String subject) {
    String open = "[" + settings.ticketPrefix() + "-";
    int start = subject.indexOf(open);
    int end = start < 0 ? -1 : subject.indexOf(']', start);
    if (end < 0 || end - start > open.length() + 18 || end == start + open.length()) {
      return Optional.empty();
    }
    String digits = subject.substring(start + open.length(), end);
    return digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Optional.of(settings.ticketPrefix() + "-" + digits)
        : Optional.empty();
  }
}
