package counterfoil.desk;

import counterfoil.facts.Fact;
import counterfoil.facts.Facts;
import counterfoil.mail.Address;
import counterfoil.mail.ParsedMail;
import counterfoil.ticket.Ticket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the desk knows while it decides on a batch: gathered from the database once, and added to
 * with each decision, so that a mail sees what the one before it did. Not for sharing between
 * threads.
 */
public final class Known {

  /**
   * A mail that was decided before.
   *
   * @param mailId its key in the journal
   * @param ticketId the ticket it led to
   */
  public record Earlier(long mailId, Optional<Long> ticketId) {}

  /** Acknowledgements of the last hour and the last day. */
  public record Sent(int hour, int day) {

    static final Sent NONE = new Sent(0, 0);

    Sent plusOne() {
      return new Sent(hour + 1, day + 1);
    }
  }

  private final Map<Long, Ticket> tickets = new HashMap<>();
  private final Map<String, Long> byNumber = new HashMap<>();
  private final Map<String, List<Long>> byMessageId = new HashMap<>();
  private final Map<String, List<Long>> byAwaited = new HashMap<>();
  private final Map<Long, Map<String, Set<String>>> valuesOf = new HashMap<>();
  private final Map<String, Earlier> byFingerprint = new HashMap<>();
  private final Map<String, Sent> acknowledged = new HashMap<>();
  private final IntFunction<List<Long>> ids;
  private final Deque<Long> freshIds = new ArrayDeque<>();

  /** Knows nothing yet, and draws ids for tickets to come from a source, so many at a time. */
  public Known(IntFunction<List<Long>> ids) {
    this.ids = ids;
  }

  /** A ticket that one of the mails may mean. */
  public Known ticket(Ticket ticket) {
    tickets.put(ticket.id(), ticket);
    byNumber.put(ticket.number(), ticket.id());
    return this;
  }

  /** A value that a ticket has. */
  public Known value(long ticketId, String field, String value) {
    valuesOf
        .computeIfAbsent(ticketId, id -> new HashMap<>())
        .computeIfAbsent(field, name -> new HashSet<>())
        .add(value);
    return this;
  }

  /** A Message-ID that stands in a mail of this ticket, ours or theirs. */
  public Known messageId(String messageId, long ticketId) {
    byMessageId.computeIfAbsent(messageId, id -> new ArrayList<>()).add(ticketId);
    return this;
  }

  /** A Message-ID that a mail of this ticket answers, though nobody has seen it yet. */
  public Known awaited(String messageId, long ticketId) {
    byAwaited.computeIfAbsent(messageId, id -> new ArrayList<>()).add(ticketId);
    return this;
  }

  /** A mail of the batch that was decided before, by another route. */
  public Known earlier(String fingerprint, Earlier earlier) {
    byFingerprint.put(fingerprint, earlier);
    return this;
  }

  /** How many acknowledgements a key (address, domain, or {@code *} for all) has had. */
  public Known acknowledged(String key, Sent sent) {
    acknowledged.put(key, sent);
    return this;
  }

  /**
   * Draws ids for those cases that are sure to open a ticket, all at once. A number that is drawn
   * and not used is a gap that people ask about.
   */
  void drawIds(int count) {
    if (count > 0) {
      freshIds.addAll(ids.apply(count));
    }
  }

  Optional<Earlier> earlier(String fingerprint) {
    return Optional.ofNullable(byFingerprint.get(fingerprint));
  }

  Optional<Ticket> ticket(long id) {
    return Optional.ofNullable(tickets.get(id));
  }

  Sent acknowledged(String key) {
    return acknowledged.getOrDefault(key, Sent.NONE);
  }

  long nextTicketId() {
    if (freshIds.isEmpty()) {
      drawIds(1);
    }
    return freshIds.remove();
  }

  /**
   * The tickets a mail points at, best first: In-Reply-To, then References newest to oldest, then
   * the number in its subject, then those where it was answered before it arrived (rule 21 c, e and
   * f).
   */
  List<Ticket> pointedAt(ParsedMail mail, Optional<String> numberInSubject) {
    List<String> newestFirst = new ArrayList<>(mail.references());
    Collections.reverse(newestFirst);
    Stream<Long> byThread =
        Stream.concat(mail.inReplyTo().stream(), newestFirst.stream())
            .flatMap(id -> byMessageId.getOrDefault(id, List.of()).stream());
    Stream<Long> bySubject = numberInSubject.map(byNumber::get).stream();
    Stream<Long> byAnswer = byAwaited.getOrDefault(mail.messageId(), List.of()).stream();
    return Stream.concat(Stream.concat(byThread, bySubject), byAnswer)
        .distinct()
        .map(tickets::get)
        .filter(Objects::nonNull)
        .toList();
  }

  /** What a decision changes for the mails behind it. */
  void learn(Decision decision) {
    Stream.concat(decision.opened().stream(), decision.changed().stream().map(Ticket::written))
        .forEach(this::ticket);
    ParsedMail mail = decision.of().mail();
    decision.ticketId().ifPresent(id -> learnThread(decision, mail, id));
    if (decision.outcome() != Outcome.DUPLICATE) {
      earlier(mail.fingerprint(), new Earlier(decision.of().claimed().id(), decision.ticketId()));
    }
  }

  private void learnThread(Decision decision, ParsedMail mail, long ticketId) {
    messageId(mail.messageId(), ticketId);
    Stream.concat(mail.inReplyTo().stream(), mail.references().stream())
        .filter(id -> !byMessageId.getOrDefault(id, List.of()).contains(ticketId))
        .forEach(id -> awaited(id, ticketId));
    decision.letters().forEach(letter -> messageId(letter.messageId(), ticketId));
    decision
        .facts()
        .forEach((field, facts) -> facts.forEach(fact -> value(ticketId, field, fact.value())));
    decision
        .letters()
        .forEach(
            letter -> {
              Address to = Address.of(letter.to());
              Stream.of(to.key(), to.domain(), "*")
                  .forEach(key -> acknowledged(key, acknowledged(key).plusOne()));
            });
  }

  /** What a mail says that its ticket does not have yet. */
  Map<String, List<Fact>> newFor(Ticket ticket, Facts read, Predicate<String> many) {
    return Merging.ofFollowUp(
        read, ticket.number(), valuesOf.getOrDefault(ticket.id(), Map.of()), many);
  }

  /** Of these values those that the ticket does not have. */
  Map<String, List<Fact>> unknown(long ticketId, Map<String, List<Fact>> values) {
    return Merging.fresh(values, valuesOf.getOrDefault(ticketId, Map.of()), field -> true);
  }
}
