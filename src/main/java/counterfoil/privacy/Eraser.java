package counterfoil.privacy;

import counterfoil.letters.Letter;
import counterfoil.ticket.Change;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Event;
import counterfoil.ticket.Person;
import counterfoil.ticket.Ticket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides what goes from a ticket when words are erased, and what stays: its frame, and what others
 * wrote. Decides only; the store writes.
 */
public final class Eraser {

  /** Stands where words stood. */
  public static final String ERASED = "erased";

  /** Who writes what no person wrote. */
  public static final String BOT = "counterfoil";

  /** Letters of the desk's own words about a request, to others than the one whose it is. */
  private static final Set<String> ABOUT_THE_REQUEST =
      Set.of(Letter.Kind.PAGE.name(), Letter.Kind.ALARM.name());

  private final Order order;
  private final TicketContent content;
  private final Naming naming;
  private final boolean isWhole;

  private Eraser(Order order, TicketContent content) {
    this.order = order;
    this.content = content;
    this.naming = new Naming(order.whom(), content);
    this.isWhole = order.whom() instanceof Whom.Everybody;
  }

  /**
   * What is to be written.
   *
   * @return empty when the ticket has nothing of theirs
   */
  public static Optional<ErasedTicket> of(Order order, TicketContent content) {
    return new Eraser(order, content).erased();
  }

  private Optional<ErasedTicket> erased() {
    Ticket before = content.ticket();
    Optional<String> requester = naming.of(before.requester().email());
    Ticket ticket =
        requester
            .map(name -> before.withRequest(ERASED, new Person(name, "")))
            .orElse(isWhole ? before.withRequest(ERASED, before.requester()) : before);
    List<TicketContent.Mail> mails = mails();
    Set<Long> ids =
        Stream.concat(mails.stream().map(TicketContent.Mail::id), passedOn().stream())
            .collect(Collectors.toSet());
    Set<Long> facts = facts(ids);
    Map<String, List<String>> left = left(facts);
    History history = new History(order.whom(), naming, ids, left);
    List<Correspondent> people = people(history);
    List<TicketContent.Line> events = events(history);
    List<TicketContent.Piece> entries = entries(ids);
    List<TicketContent.Piece> notes = notes(entries);
    List<TicketContent.Post> letters = letters(requester.isPresent());
    List<TicketContent.Post> headings = headings(requester.isPresent(), letters);
    boolean isNothing =
        ticket.equals(before)
            && mails.isEmpty()
            && facts.isEmpty()
            && Stream.of(people, events, entries, notes, letters, headings).allMatch(List::isEmpty);
    return isNothing
        ? Optional.empty()
        : Optional.of(
            new ErasedTicket(
                ticket,
                people,
                events,
                entries,
                notes,
                List.copyOf(facts),
                letters,
                headings,
                mails,
                line(people, factsOf(facts, history.fields(), left))));
  }

  /** By which came what they wrote, whoever passed it on. */
  private Set<Long> passedOn() {
    return content.entries().stream()
        .filter(one -> one.kind() == EntryKind.CUSTOMER_MESSAGE && !one.isErased())
        .filter(one -> naming.of(Naming.address(one.author())).isPresent())
        .flatMap(one -> one.mailId().stream())
        .collect(Collectors.toSet());
  }

  /** Their own, and those by which an engineer passed on what they wrote. */
  private List<TicketContent.Mail> mails() {
    Set<Long> passedOn = passedOn();
    return content.mails().stream()
        .filter(mail -> !mail.isErased())
        .filter(
            mail -> isWhole || passedOn.contains(mail.id()) || naming.of(mail.sender()).isPresent())
        .map(
            mail ->
                new TicketContent.Mail(
                    mail.id(), naming.of(mail.sender()).orElse(mail.sender()), true))
        .toList();
  }

  private Set<Long> facts(Set<Long> mails) {
    return content.facts().stream()
        .filter(fact -> isWhole || fact.mailId().filter(mails::contains).isPresent())
        .map(TicketContent.Value::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Map<String, List<String>> left(Set<Long> gone) {
    return content.facts().stream()
        .filter(fact -> !gone.contains(fact.id()))
        .collect(
            Collectors.groupingBy(
                TicketContent.Value::field,
                TreeMap::new,
                Collectors.mapping(TicketContent.Value::value, Collectors.toList())));
  }

  private Map<String, List<String>> factsOf(
      Set<Long> gone, Set<String> told, Map<String, List<String>> left) {
    Set<String> fields = new TreeSet<>(told);
    content.facts().stream()
        .filter(fact -> gone.contains(fact.id()))
        .forEach(fact -> fields.add(fact.field()));
    Map<String, List<String>> values = new LinkedHashMap<>();
    fields.forEach(field -> values.put(field, left.getOrDefault(field, List.of())));
    return values;
  }

  private List<Correspondent> people(History history) {
    return content.people().stream()
        .flatMap(
            before -> {
              Correspondent after = history.person(before);
              return after.equals(before) ? Stream.empty() : Stream.of(after.rotated());
            })
        .toList();
  }

  private List<TicketContent.Line> events(History history) {
    return content.events().stream()
        .flatMap(
            line -> {
              Event after = history.without(line.event());
              return after.equals(line.event())
                  ? Stream.empty()
                  : Stream.of(new TicketContent.Line(line.id(), after));
            })
        .toList();
  }

  private List<TicketContent.Piece> entries(Set<Long> mails) {
    return content.entries().stream()
        .filter(one -> !one.isErased())
        .filter(
            one ->
                isWhole
                    || naming.of(Naming.address(one.author())).isPresent()
                    || (one.author().equals(BOT)
                        && one.mailId().filter(mails::contains).isPresent()))
        .map(
            one ->
                new TicketContent.Piece(
                    one.id(),
                    one.kind(),
                    naming.of(Naming.address(one.author())).orElse(one.author()),
                    ERASED,
                    one.mailId(),
                    true))
        .toList();
  }

  private List<TicketContent.Piece> notes(List<TicketContent.Piece> gone) {
    Set<Long> ids = gone.stream().map(TicketContent.Piece::id).collect(Collectors.toSet());
    return content.entries().stream()
        .filter(one -> !one.isErased() && !ids.contains(one.id()))
        .filter(one -> !naming.in(one.words()).equals(one.words()))
        .map(
            one ->
                new TicketContent.Piece(
                    one.id(),
                    one.kind(),
                    one.author(),
                    naming.in(one.words()),
                    one.mailId(),
                    false))
        .toList();
  }

  private List<TicketContent.Post> letters(boolean isRequester) {
    return content.letters().stream()
        .filter(one -> !one.isErased())
        .filter(
            one ->
                isWhole
                    || naming.of(one.recipient()).isPresent()
                    || (isRequester && ABOUT_THE_REQUEST.contains(one.kind())))
        .map(
            one ->
                new TicketContent.Post(
                    one.id(),
                    one.kind(),
                    naming.of(one.recipient()).orElse(one.recipient()),
                    ERASED,
                    true))
        .toList();
  }

  /** The words are others', the subject may be theirs. */
  private List<TicketContent.Post> headings(boolean isRequester, List<TicketContent.Post> gone) {
    if (!isRequester) {
      return List.of();
    }
    Set<Long> ids = gone.stream().map(TicketContent.Post::id).collect(Collectors.toSet());
    String subject = "[" + content.ticket().number() + "]";
    return content.letters().stream()
        .filter(one -> !one.isErased() && !ids.contains(one.id()))
        .filter(one -> !one.subject().equals(subject))
        .map(one -> new TicketContent.Post(one.id(), one.kind(), one.recipient(), subject, false))
        .toList();
  }

  private Event line(List<Correspondent> people, Map<String, List<String>> facts) {
    return new Event(
        content.ticket().id(),
        new Change.Erased(order.erasure(), people.stream().map(Correspondent::no).toList(), facts),
        naming.of(order.who()).orElse(order.who()),
        order.why(),
        Optional.empty(),
        order.at());
  }
}
