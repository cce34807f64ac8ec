package counterfoil.desk;

import counterfoil.letters.BreachAlarm;
import counterfoil.letters.DurationWords;
import counterfoil.letters.Letter;
import counterfoil.letters.LetterTemplates;
import counterfoil.letters.OnCallPage;
import counterfoil.letters.Reminder;
import counterfoil.letters.ResolvedLetter;
import counterfoil.mail.Address;
import counterfoil.ticket.ServiceClock;
import counterfoil.ticket.ServiceTerms;
import counterfoil.ticket.Ticket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes what the watch over the clocks has to say. To engineers it shows the words of the sender;
 * to customers nothing but the number of their ticket and times.
 */
public final class ServiceLetters {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm z", Locale.ENGLISH);

  private final LetterTemplates templates;
  private final DeskSettings settings;
  private final ServiceTerms terms;
  private final OnCall onCall;
  private final String pages;
  private final ZoneId zone;

  /**
   * @param pages the address of the desk's pages, without a slash at its end; empty for no links
   * @param zone of the times in letters to engineers
   */
  public ServiceLetters(
      LetterTemplates templates,
      DeskSettings settings,
      ServiceTerms terms,
      OnCall onCall,
      String pages,
      ZoneId zone) {
    this.templates = templates;
    this.settings = settings;
    this.terms = terms;
    this.onCall = onCall;
    this.pages = pages;
    this.zone = zone;
  }

  /**
   * A ticket that cannot wait.
   *
   * @param clocks of this ticket
   * @return empty when nobody is on call
   */
  public Optional<Letter> page(Ticket ticket, List<ServiceClock> clocks, Instant now) {
    OnCallPage page =
        new OnCallPage(
            ticket.number(),
            ticket.priority(),
            oneLine(ticket.subject()),
            oneLine(ticket.requester().email()),
            minute(ticket.openedAt()),
            clocks.stream()
                .filter(ServiceClock::isRunning)
                .filter(clock -> !clock.isOverdue(now))
                .map(
                    clock ->
                        new OnCallPage.Promise(
                            clock.goal(),
                            minute(clock.dueAt()),
                            words(clock.remaining(now), onCall.language())))
                .toList(),
            link(ticket));
    return onCall.address().map(to -> toEngineer(ticket, Letter.Kind.PAGE, "", to, page));
  }

  /**
   * A promise that was broken.
   *
   * @return empty when nobody is on call
   */
  public Optional<Letter> alarm(Ticket ticket, ServiceClock clock) {
    BreachAlarm alarm =
        new BreachAlarm(
            ticket.number(),
            ticket.priority(),
            oneLine(ticket.subject()),
            clock.goal(),
            ticket.status().words(),
            oneLine(ticket.owner()),
            minute(clock.dueAt()),
            words(clock.target(), onCall.language()),
            clock.pausedFor().toMinutes() == 0 ? "" : words(clock.pausedFor(), onCall.language()),
            link(ticket));
    return onCall
        .address()
        .map(to -> toEngineer(ticket, Letter.Kind.ALARM, clock.goal().name(), to, alarm));
  }

  /**
   * The desk still waits for the customer.
   *
   * @param nth how often they were reminded since it began to wait, this time included
   * @param answers the Message-ID of the last mail of theirs; empty for none
   */
  public Letter reminder(Ticket ticket, int nth, String answers, Instant now) {
    String language = ticket.language();
    Optional<Duration> left =
        terms
            .autoResolve()
            .map(
                after ->
                    after.minus(
                        terms.reminders().get(Math.min(nth, terms.reminders().size()) - 1)));
    Reminder reminder =
        new Reminder(
            ticket.number(),
            words(Duration.between(ticket.changedAt(), now), language),
            left.map(time -> words(time, language)).orElse(""));
    return letter(
        ticket,
        Letter.Kind.REMINDER,
        ticket.changedAt() + " " + nth,
        ticket.requester().email(),
        answers,
        templates.write("reminder", language, reminder));
  }

  /**
   * The desk has waited for the customer, and waits no longer.
   *
   * @param waiting the ticket as it was until now
   * @param answers the Message-ID of the last mail of theirs; empty for none
   */
  public Letter resolved(Ticket waiting, String answers, Instant now) {
    String language = waiting.language();
    ResolvedLetter resolved =
        new ResolvedLetter(
            waiting.number(),
            words(Duration.between(waiting.changedAt(), now), language),
            Ticket.REOPEN_WITHIN.toDays());
    return letter(
        waiting,
        Letter.Kind.RESOLVED,
        waiting.changedAt().toString(),
        waiting.requester().email(),
        answers,
        templates.write("resolved", language, resolved));
  }

  private Letter toEngineer(
      Ticket ticket, Letter.Kind kind, String detail, String to, Object letter) {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return letter(ticket, kind, detail, to, "", templates.write(name, onCall.language(), letter));
  }

  private Letter letter(
      Ticket ticket,
      Letter.Kind kind,
      String detail,
      String to,
      String answers,
      LetterTemplates.Written written) {
    return new Letter(
        0,
        ticket.id(),
        kind,
        ticket.mailbox(),
        messageId(ticket, kind, detail),
        to,
        written.subject(),
        written.text(),
        written.html(),
        "",
        answers,
        List.of(),
        0);
  }

  /** The same for the same ticket, kind and occasion, whoever writes it and however often. */
  private String messageId(Ticket ticket, Letter.Kind kind, String detail) {
    String address =
        settings.mailboxes().getOrDefault(ticket.mailbox(), "desk@counterfoil.invalid");
    String of =
        String.join(
            "\n",
            ticket.number(),
            kind.name(),
            detail,
            ticket.requester().email(),
            ticket.openedAt().toString());
    return "counterfoil.%s.%s.%s@%s"
        .formatted(
            ticket.number().toLowerCase(Locale.ROOT),
            kind.name().toLowerCase(Locale.ROOT),
            sha256(of).substring(0, 20),
            Address.of(address).domain());
  }

  private static String sha256(String of) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private String link(Ticket ticket) {
    return pages.isEmpty() ? "" : pages + "/tickets/" + ticket.number();
  }

  private String minute(Instant at) {
    return MINUTE.format(at.atZone(zone));
  }

  /** Less than a minute is told as one: "0 minutes" says nothing. */
  private static String words(Duration duration, String language) {
    return DurationWords.of(
        duration.compareTo(Duration.ofMinutes(1)) < 0 ? Duration.ofMinutes(1) : duration, language);
  }

  /** The first line of a letter is its subject, so the words of others may not break it. */
  private static String oneLine(String words) {
    StringBuilder line = new StringBuilder(words.length());
    words
        .codePoints()
        .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
        .forEach(line::appendCodePoint);
    return line.toString().strip();
  }
}
