package counterfoil.web;

import counterfoil.desk.DeskViews;
import counterfoil.desk.MailState;
import counterfoil.desk.MailVerbs;
import counterfoil.desk.Outcome;
import counterfoil.desk.Release;
import counterfoil.desk.TicketVerbs;
import counterfoil.mail.Address;
import counterfoil.mail.Attachment;
import counterfoil.mail.MailReader;
import counterfoil.mail.ParsedMail;
import counterfoil.reply.MailText.Part;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Goal;
import counterfoil.ticket.Person;
import counterfoil.ticket.Role;
import counterfoil.ticket.ServiceClock;
import counterfoil.ticket.Status;
import counterfoil.ticket.Ticket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessResourceFailureException;

/** A desk in memory: a morning at the booking line of Harbour Hotels, and what a test adds. */
final class FakeDesk implements DeskViews, TicketVerbs, MailVerbs {

  static final String HOSTILE =
      "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>${7*7}</textarea>";

  private static final Pattern ADDRESS = Pattern.compile("(.*)<([^<>@]+@[^<>@]+)>");

  private final Clock clock;
  private final Map<String, TicketPage> tickets = new LinkedHashMap<>();
  private final Map<String, List<ServiceClock>> clocks = new LinkedHashMap<>();
  private final Map<Long, JournalLine> mails = new LinkedHashMap<>();
  private final Map<Long, byte[]> raws = new LinkedHashMap<>();
  private final Map<Long, LetterPage> letters = new LinkedHashMap<>();
  private boolean isMorning;
  private long lastId = 1_000;
  private long lastEntry;
  private boolean away;
  private boolean broken;

  FakeDesk(Clock clock) {
    this.clock = clock;
    beginAgain();
  }

  /** The morning as it was before any test. */
  synchronized void beginAgain() {
    clear();
    away = false;
    broken = false;
    isMorning = true;
    new Morning(this, clock.instant()).begin();
    isMorning = false;
  }

  /** A desk to which nobody has written yet. */
  synchronized void clear() {
    tickets.clear();
    clocks.clear();
    mails.clear();
    raws.clear();
    letters.clear();
  }

  /** The database goes away, or comes back. */
  synchronized void setAway(boolean away) {
    this.away = away;
  }

  /** The desk has a bug, or it was mended. */
  synchronized void setBroken(boolean broken) {
    this.broken = broken;
  }

  @Override
  public synchronized List<TicketLine> tickets(Wanted wanted, int limit) {
    answer();
    String words = wanted.words().toLowerCase(Locale.ROOT);
    return tickets.values().stream()
        .map(TicketPage::line)
        .filter(line -> wanted.status().isEmpty() || wanted.status().get() == line.status())
        .filter(line -> wanted.owner().isEmpty() || wanted.owner().get().equals(line.owner()))
        .filter(
            line ->
                (line.number() + line.subject() + line.requester())
                    .toLowerCase(Locale.ROOT)
                    .contains(words))
        .sorted(
            Comparator.comparing((TicketLine line) -> line.status() == Status.RESOLVED)
                .thenComparing(TicketLine::priority)
                .thenComparing(TicketLine::openedAt))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<TicketPage> ticketPages(Wanted wanted, int limit) {
    return tickets(wanted, limit).stream().map(line -> tickets.get(line.number())).toList();
  }

  @Override
  public synchronized Map<Status, Long> ticketCounts() {
    answer();
    return count(Status.values(), tickets.values(), page -> page.line().status());
  }

  @Override
  public synchronized Map<String, List<ServiceClock>> clocks(Collection<String> numbers) {
    answer();
    Map<String, List<ServiceClock>> found = new LinkedHashMap<>(clocks);
    found.keySet().retainAll(numbers);
    return found;
  }

  @Override
  public ClockCounts clockCounts() {
    return new ClockCounts(Map.of(), Map.of(), Map.of(), 0, Optional.empty());
  }

  /** A promise for a ticket that was opened so long ago, and is paused if it waits. */
  synchronized void promise(String number, Goal goal, Duration target) {
    TicketLine line = tickets.get(number).line();
    clocks
        .computeIfAbsent(number, any -> new ArrayList<>())
        .add(
            ServiceClock.start(1, goal, line.openedAt(), target)
                .follow(line.status(), line.changedAt()));
  }

  @Override
  public synchronized Optional<TicketPage> ticket(String number) {
    answer();
    return Optional.ofNullable(tickets.get(number));
  }

  @Override
  public synchronized List<JournalLine> journal(
      Optional<MailState> state, String search, int limit) {
    answer();
    String words = search.toLowerCase(Locale.ROOT);
    return newestFirst(mails).stream()
        .filter(line -> state.isEmpty() || state.get() == line.state())
        .filter(
            line ->
                (line.from() + line.subject() + line.messageId())
                    .toLowerCase(Locale.ROOT)
                    .contains(words))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Map<MailState, Long> journalCounts() {
    answer();
    return count(MailState.values(), mails.values(), JournalLine::state);
  }

  @Override
  public Progress progress() {
    return new Progress(50_000, 345);
  }

  @Override
  public Undecided undecided(Duration forLong) {
    return new Undecided(0, Optional.empty(), "");
  }

  @Override
  public synchronized Optional<JournalLine> mail(long id) {
    answer();
    return Optional.ofNullable(mails.get(id));
  }

  @Override
  public synchronized Optional<byte[]> raw(long id) {
    answer();
    return Optional.ofNullable(raws.get(id));
  }

  @Override
  public synchronized List<LetterLine> letters(int limit) {
    answer();
    return newestFirst(letters).stream().map(LetterPage::line).limit(limit).toList();
  }

  @Override
  public synchronized Optional<LetterPage> letter(long id) {
    answer();
    return Optional.ofNullable(letters.get(id));
  }

  @Override
  public synchronized Optional<Answer> setStatus(String number, Status to, String who) {
    answer();
    TicketPage page = tickets.get(number);
    if (page == null) {
      return Optional.empty();
    }
    Status from = page.line().status();
    if (from == to) {
      return Optional.of(new Answer(false, number + " is already " + to.words() + "."));
    }
    move(page, to, who, "set on the desk's page", Optional.empty());
    return Optional.of(
        new Answer(true, number + " went from " + from.words() + " to " + to.words() + "."));
  }

  @Override
  public synchronized Optional<List<EntryLine>> shownTo(String number, String address) {
    answer();
    String key = Address.of(address).key();
    return Optional.ofNullable(tickets.get(number))
        .map(
            page ->
                page.entries().stream()
                    .filter(
                        entry ->
                            page.people().stream()
                                .filter(one -> one.key().equals(key))
                                .anyMatch(
                                    one ->
                                        one.isShown(
                                            entry.kind(), entry.isForEngineers(), entry.at())))
                    .toList());
  }

  /** Somebody comes to a ticket. */
  synchronized void join(String number, String address, String name, Role role, Instant since) {
    TicketPage page = tickets.get(number);
    String key = Address.of(address).key();
    List<Correspondent> people = new ArrayList<>(page.people());
    people.removeIf(one -> one.key().equals(key));
    people.add(
        new Correspondent(
            1, people.size() + 1, new Person(address, name), key, role, 1, since, ""));
    put(page, page.line(), page.entries(), page.events(), people);
  }

  /** What is known of a ticket beside its mails. */
  synchronized void place(
      String number,
      String owner,
      String organisation,
      List<String> tags,
      Optional<String> mergedInto,
      List<LinkLine> links) {
    TicketPage page = tickets.get(number);
    TicketLine line = page.line();
    TicketLine placed =
        line(line, line.status(), line.priority(), owner, organisation, tags, mergedInto);
    tickets.put(
        number,
        new TicketPage(
            placed,
            page.facts(),
            page.missing(),
            page.entries(),
            page.events(),
            page.letters(),
            page.people(),
            links));
  }

  private static TicketLine line(
      TicketLine line,
      Status status,
      String priority,
      String owner,
      String organisation,
      List<String> tags,
      Optional<String> mergedInto) {
    return new TicketLine(
        line.number(),
        line.subject(),
        status,
        priority,
        line.prioritySource(),
        line.requester(),
        owner,
        organisation,
        "en",
        tags,
        mergedInto,
        line.facts(),
        line.openedAt(),
        line.changedAt());
  }

  @Override
  public synchronized Optional<Answer> assign(String number, String owner, String who) {
    return done(
        number,
        page -> {
          if (page.line().owner().equals(owner)) {
            return new Answer(false, number + " belongs to " + owner + " already.");
          }
          TicketLine line = page.line();
          place(number, owner, line.organisation(), line.tags(), line.mergedInto(), page.links());
          return new Answer(true, number + " belongs to " + owner + " now.");
        });
  }

  @Override
  public synchronized Optional<Answer> setPriority(String number, String level, String who) {
    return done(
        number,
        page -> {
          TicketLine line = page.line();
          put(
              page,
              line(
                  line,
                  line.status(),
                  level,
                  line.owner(),
                  line.organisation(),
                  line.tags(),
                  line.mergedInto()),
              page.entries(),
              page.events(),
              page.people());
          return new Answer(true, number + " is " + level + " now.");
        });
  }

  @Override
  public synchronized Optional<Answer> answer(String number, String words, String who) {
    return done(
        number,
        page -> {
          if (words.isBlank()) {
            return new Answer(false, "There is nothing to send.");
          }
          add(number, EntryKind.ENGINEER_REPLY, who, words, "", Optional.empty(), clock.instant());
          move(
              tickets.get(number),
              Status.WAITING_FOR_CUSTOMER,
              who,
              "an answer was sent",
              Optional.empty());
          return new Answer(true, "The answer is on its way.");
        });
  }

  @Override
  public synchronized Optional<Answer> note(String number, String words, String who) {
    return done(
        number,
        page -> {
          hide(number, EntryKind.INTERNAL_NOTE, who, words);
          return new Answer(true, "Written down on " + number + ".");
        });
  }

  @Override
  public synchronized Optional<Answer> addParticipant(String number, String address, String who) {
    return done(
        number,
        page -> {
          if (!address.contains("@")) {
            return new Answer(false, "This is not an address: " + address);
          }
          join(number, address, "", Role.PARTICIPANT, clock.instant());
          return new Answer(true, address + " sees what comes on " + number + " from now on.");
        });
  }

  @Override
  public synchronized Optional<Answer> removeParticipant(
      String number, String address, String who) {
    return done(
        number,
        page -> {
          if (page.people().stream().noneMatch(one -> one.person().email().equals(address))) {
            return new Answer(false, address + " is no participant of " + number + ".");
          }
          join(number, address, "", Role.SUGGESTED, clock.instant());
          return new Answer(true, address + " sees nothing more of " + number + ".");
        });
  }

  @Override
  public synchronized Optional<Answer> merge(String number, String into, String who) {
    return done(
        number,
        page -> {
          if (!tickets.containsKey(into)) {
            return new Answer(false, "There is no ticket " + into + ".");
          }
          TicketLine line = page.line();
          place(
              number,
              line.owner(),
              line.organisation(),
              line.tags(),
              Optional.of(into),
              List.of(new LinkLine("merged into", into)));
          return new Answer(true, number + " is part of " + into + " now.");
        });
  }

  @Override
  public synchronized Optional<Answer> split(String number, List<Long> entries, String who) {
    return done(
        number,
        page ->
            entries.isEmpty()
                ? new Answer(false, "A ticket begins with a message of a customer; choose one.")
                : new Answer(true, "Entries " + entries + " are ticket CF-2000 now."));
  }

  @Override
  public synchronized Optional<Answer> undoThanks(String number, String who) {
    return done(
        number,
        page -> {
          TicketLine line = page.line();
          if (!line.tags().contains(Ticket.THANKS)) {
            return new Answer(false, number + " is not tagged as thanks.");
          }
          place(number, line.owner(), line.organisation(), List.of(), Optional.empty(), List.of());
          move(tickets.get(number), Status.OPEN, who, "no thanks", Optional.empty());
          return new Answer(true, number + " is Open, as if the customer had answered.");
        });
  }

  private Optional<Answer> done(String number, Function<TicketPage, Answer> verb) {
    answer();
    return Optional.ofNullable(tickets.get(number)).map(verb);
  }

  @Override
  public synchronized Optional<Answer> release(long id, Release release) {
    answer();
    JournalLine mail = mails.get(id);
    if (mail == null || mail.state() != MailState.HELD) {
      return Optional.ofNullable(mail)
          .map(line -> new Answer(false, "Mail " + id + " is not held."));
    }
    String by = "released by " + release.who() + ": " + release.choice().words();
    stop(id, MailState.KEPT, by, List.of());
    return Optional.of(new Answer(true, "Mail " + id + " is released."));
  }

  @Override
  public synchronized Optional<Answer> replay(long id, String who) {
    answer();
    return Optional.ofNullable(mails.get(id))
        .map(
            mail ->
                mail.state() == MailState.PARKED
                    ? new Answer(true, "Mail " + id + " is tried again.")
                    : new Answer(false, "Mail " + id + " is " + mail.state() + "."));
  }

  /** A mail of a customer becomes a ticket. */
  synchronized TicketPage open(
      String number, String from, String subject, String text, String priority, Duration ago) {
    Instant at = clock.instant().minus(ago);
    long mail = keep(from, subject, text, MailState.DONE, at);
    decide(mail, Outcome.OPENED, "A new request by a person", number, "queued");
    TicketPage page =
        new TicketPage(
            new TicketLine(
                number,
                subject,
                Status.OPEN,
                priority,
                "inferred",
                from,
                "",
                "",
                "en",
                List.of(),
                Optional.empty(),
                Map.of(),
                at,
                at),
            List.of(),
            List.of(),
            List.of(
                new EntryLine(
                    ++lastEntry,
                    EntryKind.CUSTOMER_MESSAGE,
                    from,
                    text,
                    "",
                    List.of(),
                    Optional.of(mail),
                    at,
                    false)),
            List.of(new EventLine("Opened", from, "a new request", Optional.of(mail), at)),
            List.of(),
            List.of(),
            List.of());
    tickets.put(number, page);
    Matcher address = ADDRESS.matcher(from);
    if (address.matches()) {
      join(number, address.group(2), address.group(1).strip(), Role.REQUESTER, at);
    }
    return page;
  }

  /** The same of a whole mail, as the desk would read it. */
  synchronized long open(String number, byte[] raw) {
    ParsedMail read = new MailReader().read(raw);
    String from = read.author().orElseThrow().toString();
    open(number, from, read.subject(), read.text().newPart(), "P1", Duration.ofMinutes(3));
    long mail = keep(from, read.subject(), raw, MailState.DONE, clock.instant());
    decide(mail, Outcome.OPENED, "A new request by a person", number, "queued");
    TicketPage page = tickets.get(number);
    EntryLine entry =
        new EntryLine(
            ++lastEntry,
            EntryKind.CUSTOMER_MESSAGE,
            from,
            read.text().newPart(),
            Stream.of(Part.FORWARDED, Part.SIGNATURE, Part.QUOTED)
                .map(read.text()::part)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n\n")),
            read.attachments().stream().map(Attachment::name).toList(),
            Optional.of(mail),
            clock.instant(),
            false);
    put(page, page.line(), List.of(entry), page.events(), page.people());
    return mail;
  }

  /** A mail of a customer lands on the ticket, and brings it back when it waited for them. */
  synchronized void append(String number, String from, String subject, String text) {
    long mail = keep(from, subject, text, MailState.DONE, clock.instant());
    decide(mail, Outcome.APPENDED, "An answer to a letter of " + number, number, "not sent: reply");
    add(number, EntryKind.CUSTOMER_MESSAGE, from, text, "", Optional.of(mail), clock.instant());
    TicketPage page = tickets.get(number);
    if (page.line().status() == Status.WAITING_FOR_CUSTOMER) {
      move(page, Status.OPEN, from, "the customer answered", Optional.of(mail));
    }
  }

  synchronized void add(
      String number,
      EntryKind kind,
      String from,
      String text,
      String rest,
      Optional<Long> mail,
      Instant at) {
    add(number, new EntryLine(++lastEntry, kind, from, text, rest, List.of(), mail, at, false));
  }

  /** Something that no customer is shown. */
  synchronized void hide(String number, EntryKind kind, String from, String text) {
    add(
        number,
        new EntryLine(
            ++lastEntry, kind, from, text, "", List.of(), Optional.empty(), clock.instant(), true));
  }

  private void add(String number, EntryLine entry) {
    TicketPage page = tickets.get(number);
    List<EntryLine> entries = new ArrayList<>(page.entries());
    entries.add(entry);
    put(page, page.line(), entries, page.events(), page.people());
  }

  synchronized void know(String number, List<FactLine> facts, List<String> missing) {
    TicketPage page = tickets.get(number);
    Map<String, String> known = new LinkedHashMap<>();
    facts.forEach(fact -> known.putIfAbsent(fact.field(), fact.value()));
    TicketLine line = page.line();
    String source =
        facts.stream()
            .filter(fact -> fact.field().equals("priority"))
            .map(FactLine::source)
            .findFirst()
            .orElse(line.prioritySource());
    tickets.put(
        number,
        new TicketPage(
            new TicketLine(
                line.number(),
                line.subject(),
                line.status(),
                line.priority(),
                source,
                line.requester(),
                line.owner(),
                line.organisation(),
                line.language(),
                line.tags(),
                line.mergedInto(),
                known,
                line.openedAt(),
                line.changedAt()),
            facts,
            missing,
            page.entries(),
            page.events(),
            page.letters(),
            page.people(),
            page.links()));
  }

  synchronized long keep(String from, String subject, String text, MailState state, Instant at) {
    String raw =
        "From: "
            + from
            + "\r\nTo: servicedesk@counterfoil.example\r\nSubject: "
            + subject
            + "\r\nDate: Mon, 02 Mar 2026 09:00:00 +0000\r\nMessage-ID: <m"
            + (mails.size() + 1)
            + "@harbour-hotels.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
            + text.replace("\n", "\r\n");
    return keep(from, subject, raw.getBytes(StandardCharsets.UTF_8), state, at);
  }

  synchronized long keep(String from, String subject, byte[] raw, MailState state, Instant at) {
    // What a test adds has a number that no other mail ever had, as in a real journal.
    long id = isMorning ? mails.size() + 1 : ++lastId;
    raws.put(id, raw);
    mails.put(
        id,
        new JournalLine(
            id,
            "desk",
            "INBOX",
            state,
            Optional.empty(),
            "",
            Optional.empty(),
            "",
            from,
            subject,
            "m" + id + "@harbour-hotels.example",
            raw.length,
            1,
            List.of(),
            at,
            Optional.empty()));
    return id;
  }

  synchronized void decide(
      long id, Outcome outcome, String reason, String number, String acknowledgement) {
    JournalLine line = mails.get(id);
    mails.put(
        id,
        with(
            line,
            MailState.DONE,
            Optional.of(outcome),
            reason,
            number.isEmpty() ? Optional.empty() : Optional.of(number),
            acknowledgement,
            line.defects()));
  }

  synchronized void stop(long id, MailState state, String reason, List<String> defects) {
    mails.put(
        id,
        with(
            mails.get(id),
            state,
            Optional.empty(),
            reason,
            Optional.empty(),
            "not sent: undecided",
            defects));
  }

  synchronized void forgetRaw(long id) {
    raws.remove(id);
  }

  synchronized LetterPage write(
      String number, String kind, String state, String subject, String text, String html) {
    TicketPage page = tickets.get(number);
    long id = letters.size() + 1;
    Instant at = page.line().openedAt().plusSeconds(1);
    LetterLine line =
        new LetterLine(
            id,
            kind,
            state,
            number,
            page.line().requester(),
            subject,
            state.equals("DUE") ? 2 : 1,
            state.equals("SENT") ? "" : "451 4.3.2 Try again later",
            at,
            state.equals("SENT") ? Optional.of(at.plusMillis(300)) : Optional.empty());
    LetterPage letter =
        new LetterPage(
            line,
            number.toLowerCase(Locale.ROOT) + "." + id + "@counterfoil.example",
            "Service desk <servicedesk@counterfoil.example>",
            text,
            html);
    letters.put(id, letter);
    List<LetterLine> lines = new ArrayList<>(page.letters());
    lines.add(line);
    tickets.put(
        number,
        new TicketPage(
            page.line(),
            page.facts(),
            page.missing(),
            page.entries(),
            page.events(),
            lines,
            page.people(),
            page.links()));
    return letter;
  }

  /** A letter about no ticket. */
  synchronized void writeToStranger(String kind, String to, String subject, String text) {
    long id = letters.size() + 1;
    Instant at = clock.instant();
    letters.put(
        id,
        new LetterPage(
            new LetterLine(id, kind, "SENT", "", to, subject, 1, "", at, Optional.of(at)),
            "letter." + id + "@counterfoil.example",
            "Service desk <servicedesk@counterfoil.example>",
            text,
            ""));
  }

  private void move(TicketPage page, Status to, String who, String why, Optional<Long> mail) {
    TicketLine line = page.line();
    List<EventLine> events = new ArrayList<>(page.events());
    events.add(
        new EventLine(
            line.status().words() + " \u2192 " + to.words(), who, why, mail, clock.instant()));
    put(
        page,
        new TicketLine(
            line.number(),
            line.subject(),
            to,
            line.priority(),
            line.prioritySource(),
            line.requester(),
            line.owner(),
            line.organisation(),
            line.language(),
            line.tags(),
            line.mergedInto(),
            line.facts(),
            line.openedAt(),
            clock.instant()),
        page.entries(),
        events,
        page.people());
  }

  private void put(
      TicketPage page,
      TicketLine line,
      List<EntryLine> entries,
      List<EventLine> events,
      List<Correspondent> people) {
    tickets.put(
        page.line().number(),
        new TicketPage(
            line,
            page.facts(),
            page.missing(),
            entries,
            events,
            page.letters(),
            people,
            page.links()));
  }

  private void answer() {
    if (broken) {
      throw new IllegalStateException("a secret of the house");
    }
    if (away) {
      throw new DataAccessResourceFailureException("connection refused: db.harbour.example:5432");
    }
  }

  private static JournalLine with(
      JournalLine line,
      MailState state,
      Optional<Outcome> outcome,
      String reason,
      Optional<String> ticket,
      String acknowledgement,
      List<String> defects) {
    return new JournalLine(
        line.id(),
        line.mailbox(),
        line.folder(),
        state,
        outcome,
        reason,
        ticket,
        acknowledgement,
        line.from(),
        line.subject(),
        line.messageId(),
        line.size(),
        line.attempts(),
        defects,
        line.keptAt(),
        outcome.map(done -> line.keptAt().plusMillis(120)));
  }

  private static <T> List<T> newestFirst(Map<Long, T> lines) {
    List<T> list = new ArrayList<>(lines.values());
    Collections.reverse(list);
    return list;
  }

  private static <E, T> Map<E, Long> count(E[] keys, Iterable<T> lines, Function<T, E> key) {
    Map<E, Long> counts = new LinkedHashMap<>();
    Arrays.stream(keys).forEach(one -> counts.put(one, 0L));
    lines.forEach(line -> counts.merge(key.apply(line), 1L, Long::sum));
    return counts;
  }
}
