package counterfoil.web;

import counterfoil.desk.DeskViews;
import counterfoil.desk.MailState;
import counterfoil.desk.MailVerbs;
import counterfoil.desk.Outcome;
import counterfoil.desk.Release;
import counterfoil.desk.TicketVerbs;
import counterfoil.mail.Attachment;
import counterfoil.mail.MailReader;
import counterfoil.mail.ParsedMail;
import counterfoil.reply.MailText.Part;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.EntryKind;
import counterfoil.ticket.Goal;
import counterfoil.ticket.ServiceClock;
import counterfoil.ticket.Status;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessResourceFailureException;

/** A desk in memory: a morning at the booking line of Harbour Hotels, and what a test adds. */
final class FakeDesk implements DeskViews, TicketVerbs, MailVerbs {

  static final String HOSTILE =
      "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>${7*7}</textarea>";

  private final Clock clock;
  private final Map<String, TicketPage> tickets = new LinkedHashMap<>();
  private final Map<String, List<ServiceClock>> clocks = new LinkedHashMap<>();
  private final Map<Long, JournalLine> mails = new LinkedHashMap<>();
  private final Map<Long, byte[]> raws = new LinkedHashMap<>();
  private final Map<Long, LetterPage> letters = new LinkedHashMap<>();
  private boolean isMorning;
  private long lastId = 1_000;
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
  public synchronized List<TicketLine> tickets(Optional<Status> status, String search, int limit) {
    answer();
    String words = search.toLowerCase(Locale.ROOT);
    return tickets.values().stream()
        .map(TicketPage::line)
        .filter(line -> status.isEmpty() || status.get() == line.status())
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
  public synchronized List<TicketPage> ticketPages(
      Optional<Status> status, String search, int limit) {
    return tickets(status, search, limit).stream().map(line -> tickets.get(line.number())).toList();
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
    return Optional.ofNullable(tickets.get(number))
        .map(
            page ->
                page.entries().stream()
                    .filter(entry -> entry.kind() == EntryKind.CUSTOMER_MESSAGE)
                    .toList());
  }

  @Override
  public List<Correspondent> people(String number) {
    return List.of();
  }

  @Override
  public List<LinkLine> links(String number) {
    return List.of();
  }

  @Override
  public Optional<Answer> assign(String number, String owner, String who) {
    return done(number, number + " belongs to " + owner + " now.");
  }

  @Override
  public Optional<Answer> setPriority(String number, String level, String who) {
    return done(number, number + " is " + level + " now.");
  }

  @Override
  public Optional<Answer> answer(String number, String words, String who) {
    return done(number, "The answer is on its way.");
  }

  @Override
  public Optional<Answer> note(String number, String words, String who) {
    return done(number, "Written down.");
  }

  @Override
  public Optional<Answer> addParticipant(String number, String address, String who) {
    return done(number, address + " was added.");
  }

  @Override
  public Optional<Answer> removeParticipant(String number, String address, String who) {
    return done(number, address + " was removed.");
  }

  @Override
  public Optional<Answer> merge(String number, String into, String who) {
    return done(number, number + " is part of " + into + " now.");
  }

  @Override
  public Optional<Answer> split(String number, List<Long> entries, String who) {
    return done(number, entries.size() + " entries were moved.");
  }

  @Override
  public Optional<Answer> undoThanks(String number, String who) {
    return done(number, number + " is Open.");
  }

  private synchronized Optional<Answer> done(String number, String sentence) {
    answer();
    return Optional.ofNullable(tickets.get(number)).map(page -> new Answer(true, sentence));
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
                number, subject, Status.OPEN, priority, "inferred", from, Map.of(), at, at),
            List.of(),
            List.of(),
            List.of(
                new EntryLine(
                    0,
                    EntryKind.CUSTOMER_MESSAGE,
                    from,
                    text,
                    "",
                    List.of(),
                    Optional.of(mail),
                    at,
                    false)),
            List.of(new EventLine("Opened", from, "a new request", Optional.of(mail), at)),
            List.of());
    tickets.put(number, page);
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
            0,
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
    put(page, page.line(), page.facts(), page.missing(), List.of(entry), page.events(), List.of());
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
    TicketPage page = tickets.get(number);
    List<EntryLine> entries = new ArrayList<>(page.entries());
    entries.add(new EntryLine(0, kind, from, text, rest, List.of(), mail, at, false));
    put(page, page.line(), page.facts(), page.missing(), entries, page.events(), page.letters());
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
    put(
        page,
        new TicketLine(
            line.number(),
            line.subject(),
            line.status(),
            line.priority(),
            source,
            line.requester(),
            known,
            line.openedAt(),
            line.changedAt()),
        facts,
        missing,
        page.entries(),
        page.events(),
        page.letters());
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
    put(page, page.line(), page.facts(), page.missing(), page.entries(), page.events(), lines);
    return letter;
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
            line.facts(),
            line.openedAt(),
            clock.instant()),
        page.facts(),
        page.missing(),
        page.entries(),
        events,
        page.letters());
  }

  private void put(
      TicketPage page,
      TicketLine line,
      List<FactLine> facts,
      List<String> missing,
      List<EntryLine> entries,
      List<EventLine> events,
      List<LetterLine> sent) {
    tickets.put(page.line().number(), new TicketPage(line, facts, missing, entries, events, sent));
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
