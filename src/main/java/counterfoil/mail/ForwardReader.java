package counterfoil.mail;

import counterfoil.reply.EmbeddedHeader;
import counterfoil.reply.MailText.Part;
import counterfoil.reply.SubjectPrefix;
import counterfoil.text.TextHygiene;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads whose mail is passed on: from the header block that mail programs write into the text, or
 * from a mail that is attached. The first one counts, wherever others stand.
 */
public final class ForwardReader {

  /** Clocks and time zones are off by less than this. */
  private static final Duration SLACK = Duration.ofDays(1);

  /** As long as the subject of a mail may be. */
  private static final int LONGEST_SUBJECT = ReadLimits.DEFAULTS.subjectChars();

  /**
   * The mail that this one passes on. Empty when none is found, when its sender is not named by
   * exactly one valid address, or when that is an address of the desk itself.
   *
   * @param mail one whose {@link ParsedMail#kind()} is FORWARD
   * @param isOwn whether an address is one of the desk
   */
  public Optional<ForwardedMail> read(ParsedMail mail, Predicate<Address> isOwn) {
    Optional<AttachedHeader> attached = AttachedHeader.firstOf(mail.reports());
    String passedOn = mail.text().part(Part.FORWARDED);
    Optional<ForwardedMail> found =
        attached.isPresent() && attached.get().standsAbove(passedOn)
            ? attached(mail, attached.get(), passedOn)
            : embedded(mail);
    return found.filter(forwarded -> !isOwn.test(forwarded.from()));
  }

  private static Optional<ForwardedMail> attached(
      ParsedMail mail, AttachedHeader header, String passedOn) {
    return header
        .sender()
        .map(
            from ->
                new ForwardedMail(
                    from,
                    TextHygiene.cut(header.subject(), LONGEST_SUBJECT),
                    header.date().filter(date -> isPlausible(date, mail)),
                    header.below(passedOn),
                    mail.text().newPart()));
  }

  private static Optional<ForwardedMail> embedded(ParsedMail mail) {
    Optional<EmbeddedHeader> block = EmbeddedHeader.inPassedOn(mail.text());
    if (block.isEmpty() && SubjectPrefix.of(mail.subject()).equals(forward())) {
      block = EmbeddedHeader.inHistory(mail.text());
    }
    return block.flatMap(
        header ->
            MailboxInWords.only(header.from())
                .map(
                    from ->
                        new ForwardedMail(
                            from,
                            TextHygiene.cut(TextHygiene.oneLine(header.subject()), LONGEST_SUBJECT),
                            date(header.date(), mail),
                            header.body(),
                            mail.text().newPart())));
  }

  private static Optional<SubjectPrefix> forward() {
    return Optional.of(SubjectPrefix.FORWARD);
  }

  /** The one reading that lies before the forwarding; no guess between two. */
  private static Optional<Instant> date(String words, ParsedMail mail) {
    List<Instant> readings =
        DateInWords.readings(words, forwarderZone(mail)).stream()
            .filter(date -> isPlausible(date, mail))
            .toList();
    return readings.size() == 1 ? Optional.of(readings.get(0)) : Optional.empty();
  }

  private static ZoneOffset forwarderZone(ParsedMail mail) {
    return mail.header("date").stream().findFirst().map(MailDate::offset).orElse(ZoneOffset.UTC);
  }

  /** Nobody passes on what is not written yet. */
  private static boolean isPlausible(Instant date, ParsedMail mail) {
    return mail.date().isEmpty() || !date.isAfter(mail.date().get().plus(SLACK));
  }
}
