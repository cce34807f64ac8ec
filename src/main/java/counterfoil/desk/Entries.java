package counterfoil.desk;

import counterfoil.mail.Address;
import counterfoil.mail.Attachment;
import counterfoil.mail.ParsedMail;
import counterfoil.reply.MailText;
import counterfoil.ticket.Entry;
import counterfoil.ticket.EntryKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of a mail becomes which entry. */
final class Entries {

  private Entries() {}

  /** The new part of a mail, the rest to be unfolded. */
  static Entry of(long ticketId, EntryKind kind, Case of, FilledIn filled) {
    MailText text = of.mail().text();
    String rest =
        Stream.of(
                MailText.Part.FORWARDED,
                MailText.Part.SIGNATURE,
                MailText.Part.DISCLAIMER,
                MailText.Part.QUOTED)
            .map(text::part)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("\n\n"));
    return new Entry(
        ticketId,
        kind,
        author(of.mail()).toString(),
        filled.below(text.newPart()),
        rest,
        files(of),
        Optional.of(of.claimed().id()),
        of.claimed().internalDate());
  }

  static Entry of(long ticketId, EntryKind kind, Case of) {
    return of(ticketId, kind, of, FilledIn.NOTHING);
  }

  /** Words of the bot about a mail. */
  static Entry note(long ticketId, String words, Case of, Instant at) {
    return new Entry(
        ticketId,
        EntryKind.SYSTEM_NOTE,
        Decider.BOT,
        words,
        "",
        List.of(),
        Optional.of(of.claimed().id()),
        at);
  }

  static List<String> files(Case of) {
    return of.mail().attachments().stream().map(Attachment::name).toList();
  }

  /** The author, or the first From mailbox when there are several; such a mail is not answered. */
  static Address author(ParsedMail mail) {
    return mail.author()
        .or(() -> mail.from().stream().findFirst())
        .orElse(Address.of(Decider.NOBODY));
  }
}
