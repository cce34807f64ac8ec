package counterfoil.desk;

import counterfoil.facts.Fact;
import counterfoil.letters.Acknowledgement;
import counterfoil.letters.Letter;
import counterfoil.letters.LetterTemplates;
import counterfoil.letters.NotEntitled;
import counterfoil.letters.Relay;
import counterfoil.letters.ReplyTokens;
import counterfoil.letters.TicketMarks;
import counterfoil.mail.Address;
import counterfoil.ticket.Correspondent;
import counterfoil.ticket.PhoneLine;
import counterfoil.ticket.Ticket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Writes the letters of the desk, whole, with the address that answers to them go to. */
public final class Correspondence {

  private final DeskSettings settings;
  private final FieldTexts fields;
  private final LetterTemplates templates;
  private final ReplyTokens tokens;
  private final TicketMarks marks;
  private final boolean plusAddressing;
  private final PhoneLine phoneLine;
  private final Clock clock;

  /**
   * @param plusAddressing whether mail to {@code desk+anything@} arrives at {@code desk@}
   * @param phoneLine for what cannot wait
   */
  public Correspondence(
      DeskSettings settings,
      FieldTexts fields,
      LetterTemplates templates,
      ReplyTokens tokens,
      TicketMarks marks,
      boolean plusAddressing,
      PhoneLine phoneLine,
      Clock clock) {
    this.settings = settings;
    this.fields = fields;
    this.templates = templates;
    this.tokens = tokens;
    this.marks = marks;
    this.plusAddressing = plusAddressing;
    this.phoneLine = phoneLine;
    this.clock = clock;
  }

  /** We have your request (rule 32). */
  Letter acknowledgement(Ticket ticket, Correspondent to, Case of, Map<String, List<Fact>> facts) {
    String language = ticket.language();
    DeskSettings.Target target =
        settings.targets().getOrDefault(ticket.priority(), new DeskSettings.Target("", "", ""));
    LetterTemplates.Written written =
        templates.write(
            new Acknowledgement(
                ticket.number(),
                language,
                understood(facts, language),
                of.facts().missing().stream()
                    .filter(field -> !facts.containsKey(field) && !field.equals(Merging.PRIORITY))
                    .map(
                        field ->
                            new Acknowledgement.Missing(
                                fields.label(field, language), fields.hint(field, language)))
                    .toList(),
                new Acknowledgement.Priority(
                    ticket.priority(),
                    target.title(),
                    ticket.prioritySource().equals(Ticket.STATED),
                    target.firstResponse(),
                    target.resolution()),
                TooLarge.size(of.claimed(), settings),
                phoneLine.of(ticket.priority(), clock.instant()).orElse(""),
                marks.of(ticket.id())));
    return new Letter(
        0,
        ticket.id(),
        Letter.Kind.ACKNOWLEDGEMENT,
        ticket.mailbox(),
        messageId(ticket, "acknowledgement", of.claimed().raw()),
        to.person().email(),
        written.subject(),
        written.text(),
        written.html(),
        replyTo(ticket, to),
        of.mail().messageId(),
        firstAndLast(of.mail().references()),
        0);
  }

  /**
   * What an engineer wrote, to one person on the ticket.
   *
   * @param source what makes it this letter and no other
   */
  Letter relay(Ticket ticket, Correspondent to, String words, byte[] source) {
    LetterTemplates.Written written =
        templates.write(
            "relay", ticket.language(), new Relay(ticket.number(), words, marks.of(ticket.id())));
    return new Letter(
        0,
        ticket.id(),
        Letter.Kind.RELAY,
        ticket.mailbox(),
        messageId(ticket, "relay." + to.no(), source),
        to.person().email(),
        written.subject(),
        written.text(),
        written.html(),
        replyTo(ticket, to),
        to.lastMessageId(),
        List.of(),
        0);
  }

  /** The desk serves others (rule 20). */
  Letter notEntitled(Case of, Address to) {
    String mailbox = of.claimed().mailbox();
    LetterTemplates.Written written =
        templates.write(
            "not-entitled",
            of.mail().language(),
            new NotEntitled(of.mail().language(), address(mailbox)));
    return new Letter(
        0,
        0,
        Letter.Kind.NOT_ENTITLED,
        mailbox,
        "counterfoil.not-entitled."
            + sha256(of.claimed().raw(), mailbox).substring(0, 20)
            + "@"
            + Address.of(address(mailbox)).domain(),
        to.email(),
        written.subject(),
        written.text(),
        written.html(),
        "",
        of.mail().messageId(),
        List.of(),
        0);
  }

  private String replyTo(Ticket ticket, Correspondent to) {
    Address mailbox = Address.of(address(ticket.mailbox()));
    return plusAddressing && ReplyTokens.fits(mailbox)
        ? tokens.address(mailbox, to, clock.instant())
        : "";
  }

  private List<Acknowledgement.Line> understood(Map<String, List<Fact>> facts, String language) {
    return facts.entrySet().stream()
        .filter(field -> !field.getKey().equals(Merging.PRIORITY))
        .sorted(Map.Entry.comparingByKey(fields.order()))
        .flatMap(
            field ->
                field.getValue().stream()
                    .flatMap(
                        fact -> SafeValue.of(fact.value(), fields.shown(field.getKey())).stream())
                    .distinct()
                    .limit(5)
                    .map(
                        value ->
                            new Acknowledgement.Line(
                                fields.label(field.getKey(), language), value)))
        .toList();
  }

  /** Enough of a chain for any client to thread by; the middle says nothing more. */
  private static List<String> firstAndLast(List<String> references) {
    int size = references.size();
    return size <= 12
        ? references
        : Stream.concat(references.stream().limit(2), references.stream().skip(size - 10L))
            .toList();
  }

  /**
   * The same letter for the same cause always gets the same Message-ID, and only who has the cause,
   * such as a mail's bytes, could guess it.
   */
  private String messageId(Ticket ticket, String kind, byte[] cause) {
    return "counterfoil."
        + ticket.number().toLowerCase(Locale.ROOT)
        + "."
        + kind
        + "."
        + sha256(cause, ticket.number()).substring(0, 20)
        + "@"
        + Address.of(address(ticket.mailbox())).domain();
  }

  private String address(String mailbox) {
    return settings.mailboxes().getOrDefault(mailbox, "desk@counterfoil.invalid");
  }

  private static String sha256(byte[] raw, String salt) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(raw));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
