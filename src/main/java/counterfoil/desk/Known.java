package counterfoil.desk;

import counterfoil.facts.Fact;
import counterfoil.facts.Facts;
import counterfoil.mail.Address;
import counterfoil.mail.ParsedMail;
import counterfoil.ticket.Change;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.Organisation;
import counterfoil.ticket.Relation;
import counterfoil.ticket.Ticket;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** How often something happened in the last hour and the last day. */
  public record Count(int hour, int day) {
    static final Count NONE = new Count(0, 0);

    Count plusOne() {
      return new Count(hour + 1, day + 1);
    }
  }

  private final Map<Long, Ticket> tickets = new HashMap<>();
  private final Map<String, Long> byNumber = new HashMap<>();
  private final Map<String, List<Long>> byMessageId = new HashMap<>();
  private final Map<String, List<Long>> byAwaited = new HashMap<>();
  private final Map<Long, Map<Integer, Correspondent>> people = new HashMap<>();
  private final Map<Long, Map<String, Set<String>>> valuesOf = new HashMap<>();
  private final Map<String, Earlier> byFingerprint = new HashMap<>();
  private final Map<String, Count> acknowledged = new HashMap<>();
  private final Map<String, List<Instant>> openedBy = new HashMap<>();
  private final Map<Long, Count> reopened = new HashMap<>();
  private final Map<String, Organisation> organisations = new HashMap<>();
  private final Map<String, Set<Long>> seen = new HashMap<>();
  private final Set<Set<Long>> apart = new HashSet<>();
  private boolean hasOrganisations;
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

  /** Somebody on a ticket. */
  public Known correspondent(Correspondent person) {
    people.computeIfAbsent(person.ticketId(), id -> new LinkedHashMap<>()).put(person.no(), person);
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

  /** That the table has a Message-ID, by its key there, under a ticket. */
  public Known saw(String key, long ticketId) {
    seen.computeIfAbsent(key, id -> new HashSet<>()).add(ticketId);
    return this;
  }

  /** Whether the table had it when this was gathered, whatever was decided since. */
  public boolean hasSeen(String key, long ticketId) {
    return seen.getOrDefault(key, Set.of()).contains(ticketId);
  }

  /** A mail of the batch that was decided before, by another route. */
  public Known earlier(String fingerprint, Earlier earlier) {
    byFingerprint.put(fingerprint, earlier);
    return this;
  }

  /** How many acknowledgements a key (address, domain, or {@code *} for all) has had. */
  public Known acknowledged(String key, Count count) {
    acknowledged.put(key, count);
    return this;
  }

  /** That somebody opened a ticket. */
  public Known opened(String addressKey, Instant at) {
    openedBy.computeIfAbsent(addressKey, key -> new ArrayList<>()).add(at);
    return this;
  }

  /** How often a ticket was reopened by mail. */
  public Known reopened(long ticketId, Count count) {
    reopened.put(ticketId, count);
    return this;
  }

  /** That two tickets are two because somebody or time has set them apart: they are linked. */
  public Known apart(long one, long other) {
    apart.add(Set.of(one, other));
    return this;
  }

  boolean areApart(long one, long other) {
    return one != other && apart.contains(Set.of(one, other));
  }

  /** An organisation of the desk's page, by one of its addresses or domains. */
  public Known organisation(String addressOrDomain, Organisation organisation) {
    organisations.put(addressOrDomain, organisation);
    return this;
  }

  /** Whether the desk's page has any organisation. */
  public Known hasOrganisations(boolean any) {
    hasOrganisations = any;
    return this;
  }

  boolean hasOrganisations() {
    return hasOrganisations;
  }

  Optional<Organisation> organisation(String addressOrDomain) {
    return Optional.ofNullable(organisations.get(addressOrDomain));
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

  long nextTicketId() {
    if (freshIds.isEmpty()) {
      drawIds(1);
    }
    return freshIds.remove();
  }

  Optional<Earlier> earlier(String fingerprint) {
    return Optional.ofNullable(byFingerprint.get(fingerprint));
  }

  /** The ticket, or the one that has its entries now. */
  Optional<Ticket> ticket(long id) {
    Optional<Ticket> ticket = Optional.ofNullable(tickets.get(id));
    // Within a batch one that took in another may be taken in itself.
    while (ticket.flatMap(Ticket::mergedInto).isPresent()) {
      ticket = ticket.flatMap(Ticket::mergedInto).map(tickets::get);
    }
    return ticket;
  }

  List<Ticket> byMessageId(String messageId) {
    return ofIds(byMessageId.getOrDefault(messageId, List.of()));
  }

  List<Ticket> awaiting(String messageId) {
    return ofIds(byAwaited.getOrDefault(messageId, List.of()));
  }

  private List<Ticket> ofIds(Collection<Long> ids) {
    return ids.stream().flatMap(id -> ticket(id).stream()).distinct().toList();
  }

  Optional<Ticket> byNumber(String number) {
    return Optional.ofNullable(byNumber.get(number)).flatMap(this::ticket);
  }

  /** All that a ticket has to do with, by their number. */
  Collection<Correspondent> people(long ticketId) {
    return people.getOrDefault(ticketId, Map.of()).values();
  }

  Optional<Correspondent> correspondent(long ticketId, int no) {
    return Optional.ofNullable(people.getOrDefault(ticketId, Map.of()).get(no));
  }

  Optional<Correspondent> correspondent(long ticketId, String key) {
    return people(ticketId).stream().filter(person -> person.key().equals(key)).findFirst();
  }

  Count acknowledged(String key) {
    return acknowledged.getOrDefault(key, Count.NONE);
  }

  /** How many tickets somebody opened between two moments, the later one included. */
  int opened(String addressKey, Instant after, Instant until) {
    return (int)
        openedBy.getOrDefault(addressKey, List.of()).stream()
            .filter(at -> at.isAfter(after) && !at.isAfter(until))
            .count();
  }

  Count reopened(long ticketId) {
    return reopened.getOrDefault(ticketId, Count.NONE);
  }

  /** What a decision changes for the mails behind it. */
  void learn(Decision decision) {
    Deed deed = decision.deed();
    Stream.concat(deed.opened().stream(), deed.changed().stream().map(Ticket::written))
        .forEach(this::ticket);
    deed.opened().ifPresent(ticket -> opened(key(ticket), ticket.openedAt()));
    deed.people().forEach(this::correspondent);
    deed.events().stream()
        .filter(
            event ->
                event.change() instanceof Change.StatusMoved moved
                    && moved.cause() == Change.Cause.CUSTOMER_WROTE_AGAIN)
        .forEach(event -> reopened(event.ticketId(), reopened(event.ticketId()).plusOne()));
    deed.links().stream()
        .filter(link -> link.relation() != Relation.MERGED_INTO)
        .forEach(link -> apart(link.from(), link.to()));
    deed.movings().stream()
        .filter(Deed.Moving::isWhole)
        .forEach(moving -> moveThreads(moving.from().id(), moving.into().id()));
    ParsedMail mail = decision.of().mail();
    decision
        .ticketId()
        .filter(id -> decision.hold().isEmpty())
        .ifPresent(id -> learnThread(decision, mail, id));
    deed.letters()
        .forEach(
            letter -> {
              Address to = Address.of(letter.to());
              Stream.of(to.key(), to.domain(), "*")
                  .forEach(key -> acknowledged(key, acknowledged(key).plusOne()));
            });
    if (decision.outcome().filter(Outcome.DUPLICATE::equals).isEmpty()) {
      earlier(mail.fingerprint(), new Earlier(decision.of().claimed().id(), decision.ticketId()));
    }
  }

  private static String key(Ticket ticket) {
    return Address.of(ticket.requester().email()).key();
  }

  private void moveThreads(long from, long into) {
    Stream.of(byMessageId, byAwaited)
        .flatMap(map -> map.values().stream())
        .filter(ids -> ids.contains(from))
        .forEach(ids -> ids.replaceAll(id -> id == from ? into : id));
  }

  private void learnThread(Decision decision, ParsedMail mail, long ticketId) {
    if (decision.isPartOfTicket()) {
      messageId(mail.messageId(), ticketId);
      Stream.concat(mail.inReplyTo().stream(), mail.references().stream())
          .filter(id -> !byMessageId.getOrDefault(id, List.of()).contains(ticketId))
          .forEach(id -> awaited(id, ticketId));
    }
    decision.deed().letters().forEach(letter -> messageId(letter.messageId(), ticketId));
    decision
        .facts()
        .forEach((field, facts) -> facts.forEach(fact -> value(ticketId, field, fact.value())));
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
