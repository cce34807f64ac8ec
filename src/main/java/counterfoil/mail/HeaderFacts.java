package counterfoil.mail;

import counterfoil.reply.MailText;
import counterfoil.text.Defects;
import counterfoil.text.EncodedWords;
import counterfoil.text.TextHygiene;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the header of a mail says, and what is odd about it. */
final class HeaderFacts {

  private static final int LONGEST_ID = 998;
  private static final Pattern NAME_ENDS = Pattern.compile("[\\s.,_\"()-]+");

  private final Fields fields;
  private final ReadLimits limits;
  private final Defects defects;

  final String subject;
  final List<Address> from;
  final List<String> inReplyTo;
  final List<String> references;

  HeaderFacts(Fields fields, ReadLimits limits, Defects defects) {
    this.fields = fields;
    this.limits = limits;
    this.defects = defects;
    subject = readSubject();
    inReplyTo = ids(fields.all("in-reply-to"));
    references = ends(ids(fields.all("references")));
    from = addresses("from");
    complainOfFrom();
  }

  /**
   * The whole mail.
   *
   * @param content digest of what is below the header
   */
  ParsedMail mail(
      MailText text,
      List<Attachment> attachments,
      List<ReportPart> reports,
      String language,
      Fingerprint content) {
    String givenId = messageId();
    String fingerprint = content.of(givenId, fields);
    if (givenId.isEmpty()) {
      defects.add("Message-ID missing");
    }
    return new ParsedMail(
        givenId.isEmpty() ? fingerprint.substring(0, 32) + "@missing.invalid" : givenId,
        inReplyTo,
        references,
        from,
        addresses("to"),
        addresses("cc"),
        addresses("reply-to"),
        subject,
        date(),
        fields.map(),
        text,
        attachments,
        List.copyOf(reports),
        language,
        fingerprint,
        defects.list());
  }

  /** Whether the fields say that it answers another mail. */
  boolean isInThread() {
    return !inReplyTo.isEmpty() || !references.isEmpty();
  }

  /** The words of the author's name, of the address when there is no name. */
  Set<String> authorNames() {
    Set<String> names = new HashSet<>();
    for (Address author : from.size() == 1 ? from : List.<Address>of()) {
      String name = author.email().substring(0, author.email().indexOf('@')) + " " + author.name();
      for (String word : NAME_ENDS.split(name.toLowerCase(Locale.ROOT))) {
        if (word.length() > 1) {
          names.add(word);
        }
      }
    }
    return names;
  }

  private void complainOfFrom() {
    if (fields.all("from").size() > 1) {
      defects.add("more than one From field");
    } else if (from.isEmpty()) {
      defects.add("From missing or unreadable");
    } else if (from.size() > 1) {
      defects.add("more than one address in From");
    }
  }

  private String readSubject() {
    String decoded = EncodedWords.decode(fields.first("subject"));
    if (TextHygiene.isDisguised(decoded)) {
      defects.add("the subject holds control characters: left out");
    }
    String line = TextHygiene.oneLine(decoded);
    if (line.length() > limits.subjectChars()) {
      defects.add("the subject is too long: the rest of it was not read");
    }
    return TextHygiene.cut(line, limits.subjectChars());
  }

  private Optional<Instant> date() {
    String field = fields.first("date");
    Optional<Instant> date = MailDate.of(field);
    if (date.isEmpty()) {
      defects.add(field.isEmpty() ? "Date missing" : "Date unreadable");
    }
    return date;
  }

  private List<Address> addresses(String name) {
    List<Address> all = new ArrayList<>();
    for (String field : fields.all(name)) {
      int room = limits.addresses() - all.size();
      List<Address> some = Addresses.of(field, room);
      all.addAll(some);
      if (some.size() == room) {
        defects.add("more than " + limits.addresses() + " addresses in " + name);
        break;
      }
    }
    return List.copyOf(all);
  }

  private String messageId() {
    List<String> ids = ids(fields.all("message-id"));
    if (!ids.isEmpty()) {
      return ids.get(0);
    }
    String bare = fields.first("message-id").replace("<", "").replace(">", "").strip();
    return bare.length() > LONGEST_ID || bare.indexOf(' ') >= 0 ? "" : bare;
  }

  /** Everything in angle brackets; without any, every word that has an @. */
  private List<String> ids(List<String> values) {
    List<String> ids = new ArrayList<>();
    for (String field : values) {
      int at = 0;
      boolean hasBrackets = false;
      for (int open = field.indexOf('<'); open >= 0; open = field.indexOf('<', at)) {
        int close = field.indexOf('>', open);
        if (close < 0) {
          break;
        }
        hasBrackets = true;
        addId(ids, field.substring(open + 1, close));
        at = close + 1;
      }
      if (!hasBrackets) {
        for (String word : field.split(" ")) {
          addId(ids, word.indexOf('@') > 0 ? word : "");
        }
      }
    }
    return List.copyOf(ids);
  }

  private void addId(List<String> ids, String id) {
    String whole = id.replace(" ", "").replace("<", "");
    if (whole.length() > LONGEST_ID) {
      defects.add("a message id is too long: ignored");
    } else if (!whole.isEmpty()) {
      ids.add(whole);
    }
  }

  private List<String> ends(List<String> ids) {
    int most = limits.references();
    if (ids.size() <= 2 * most) {
      return ids;
    }
    defects.add("more than " + 2 * most + " References: first and last " + most + " kept");
    List<String> ends = new ArrayList<>(ids.subList(0, most));
    ends.addAll(ids.subList(ids.size() - most, ids.size()));
    return List.copyOf(ends);
  }
}
