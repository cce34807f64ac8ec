package counterfoil.mail;

import counterfoil.mail.MimeWalk.Message;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns the raw bytes of a mail into a {@link ParsedMail}. Reading never fails; it reports.
 *
 * <p>May be shared between threads.
 */
public final class MailReader {

  private static final int LONGEST_ID = 998;
  private static final Pattern NAME_ENDS = Pattern.compile("[\\s.,_\"()-]+");

  private final ReadLimits limits;

  /** A reader with the usual limits. */
  public MailReader() {
    this(ReadLimits.DEFAULTS);
  }

  /** A reader with limits of its own. */
  public MailReader(ReadLimits limits) {
    this.limits = limits;
  }

  /**
   * Reads a mail, whatever its bytes are: never throws, never returns null.
   *
   * @param raw the mail as it was delivered, RFC 5322; may be empty
   */
  public ParsedMail read(byte[] raw) {
    Defects defects = new Defects();
    try {
      return new Reading(defects, -1).read(raw);
    } catch (RuntimeException | StackOverflowError | AssertionError surprise) {
      return opaque(raw, defects, surprise);
    }
  }

  /**
   * The decoded bytes of one attached file.
   *
   * @param raw the mail as it was delivered
   * @param index place in {@link ParsedMail#attachments()}, counted from 0
   * @return empty when the mail has no such attachment
   */
  public Optional<byte[]> attachment(byte[] raw, int index) {
    Defects defects = new Defects();
    try {
      MimeWalk walk = new MimeWalk(limits, defects, index);
      walk.walk(new Gate(raw, limits, defects).pass());
      return index < 0 ? Optional.empty() : walk.wantedBytes();
    } catch (RuntimeException | StackOverflowError | AssertionError surprise) {
      return Optional.empty();
    }
  }

  /** The last resort: nothing could be read, the raw mail is all there is. */
  private static ParsedMail opaque(byte[] raw, Defects defects, Throwable surprise) {
    defects.add("the mail could not be read: " + surprise);
    String hash = hex(MimeWalk.sha256().digest(raw));
    return new ParsedMail(
        hash.substring(0, 32) + "@missing.invalid",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "",
        Optional.empty(),
        Map.of(),
        MailText.allNew(""),
        List.of(),
        List.of(),
        LanguageGuess.UNKNOWN,
        hash,
        defects.list());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** One mail being read. */
  private final class Reading {

    private final Defects defects;
    private final MimeWalk walk;

    Reading(Defects defects, int wanted) {
      this.defects = defects;
      this.walk = new MimeWalk(limits, defects, wanted);
    }

    ParsedMail read(byte[] raw) {
      Message message = walk.walk(new Gate(raw, limits, defects).pass());
      Fields fields = message.fields;
      String subject = subject(fields);
      List<String> inReplyTo = ids(fields.all("in-reply-to"));
      List<String> references = ends(ids(fields.all("references")));
      List<Address> from = addresses(fields, "from");
      complain(fields, from);
      Optional<ParsedMail.Kind> prefix = QuotePatterns.STANDARD.prefix(subject);
      MailText text =
          ReplySplitter.split(
              text(message),
              prefix.filter(ParsedMail.Kind.FORWARD::equals).isPresent(),
              prefix.filter(ParsedMail.Kind.REPLY::equals).isPresent()
                  || !inReplyTo.isEmpty()
                  || !references.isEmpty(),
              names(from));
      String givenId = messageId(fields);
      String fingerprint = fingerprint(givenId, fields, message);
      if (givenId.isEmpty()) {
        defects.add("Message-ID missing");
      }
      return new ParsedMail(
          givenId.isEmpty() ? fingerprint.substring(0, 32) + "@missing.invalid" : givenId,
          inReplyTo,
          references,
          from,
          addresses(fields, "to"),
          addresses(fields, "cc"),
          addresses(fields, "reply-to"),
          subject,
          date(fields),
          fields.map(),
          text,
          attachments(message),
          List.copyOf(message.reports),
          language(subject, text),
          fingerprint,
          defects.list());
    }

    /** The words of the author's name, of the address when there is no name. */
    private static Set<String> names(List<Address> from) {
      Set<String> names = new HashSet<>();
      for (Address author : from.size() == 1 ? from : List.<Address>of()) {
        String name =
            author.email().substring(0, author.email().indexOf('@')) + " " + author.name();
        for (String word : NAME_ENDS.split(name.toLowerCase(Locale.ROOT))) {
          if (word.length() > 1) {
            names.add(word);
          }
        }
      }
      return names;
    }

    /** Of what the author wrote, with the subject when that is little; else of all there is. */
    private static String language(String subject, MailText text) {
      String written = text.newPart();
      String language =
          LanguageGuess.of(written.length() < 40 ? subject + "\n" + written : written);
      return language.equals(LanguageGuess.UNKNOWN) ? LanguageGuess.of(text.full()) : language;
    }

    private void complain(Fields fields, List<Address> from) {
      if (fields.all("from").size() > 1) {
        defects.add("more than one From field");
      } else if (from.isEmpty()) {
        defects.add("From missing or unreadable");
      } else if (from.size() > 1) {
        defects.add("more than one address in From");
      }
    }

    private String subject(Fields fields) {
      String subject = EncodedWords.decode(fields.first("subject"));
      if (TextHygiene.isDisguised(subject)) {
        defects.add("the subject holds control characters: left out");
      }
      return TextHygiene.oneLine(subject);
    }

    private Optional<Instant> date(Fields fields) {
      String field = fields.first("date");
      Optional<Instant> date = MailDate.of(field);
      if (date.isEmpty()) {
        defects.add(field.isEmpty() ? "Date missing" : "Date unreadable");
      }
      return date;
    }

    private List<Address> addresses(Fields fields, String name) {
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

    private String messageId(Fields fields) {
      List<String> ids = ids(fields.all("message-id"));
      if (!ids.isEmpty()) {
        return ids.get(0);
      }
      String bare = fields.first("message-id").replace("<", "").replace(">", "").strip();
      return bare.length() > LONGEST_ID || bare.indexOf(' ') >= 0 ? "" : bare;
    }

    /** Everything in angle brackets; without any, every word that has an @. */
    private List<String> ids(List<String> fields) {
      List<String> ids = new ArrayList<>();
      for (String field : fields) {
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

    private List<String> ends(List<String> references) {
      int most = limits.references();
      if (references.size() <= 2 * most) {
        return references;
      }
      defects.add("more than " + 2 * most + " References: first and last " + most + " kept");
      List<String> ends = new ArrayList<>(references.subList(0, most));
      ends.addAll(references.subList(references.size() - most, references.size()));
      return List.copyOf(ends);
    }

    /** The bodies below each other, and below them the mails that are attached. */
    private MarkedText text(Message message) {
      TextParts parts = new TextParts(limits, defects);
      parts.addBodies(message);
      for (Message attached : message.attached) {
        parts.addForwarded(attached);
      }
      return parts.whole();
    }

    private List<Attachment> attachments(Message message) {
      Set<String> shown = new HashSet<>();
      collectContentIds(message, shown);
      return walk.files().stream()
          .map(
              file ->
                  new Attachment(
                      file.name(),
                      file.type(),
                      file.size(),
                      file.sha256(),
                      !file.contentId().isEmpty() && shown.contains(file.contentId())))
          .toList();
    }

    private void collectContentIds(Message message, Set<String> ids) {
      for (MimeWalk.Body body : message.bodies) {
        for (String html : body.html) {
          for (int at = html.indexOf("cid:"); at >= 0; at = html.indexOf("cid:", at + 4)) {
            int end = at + 4;
            while (end < html.length() && "\"'<> )\n\r".indexOf(html.charAt(end)) < 0) {
              end++;
            }
            ids.add(unescaped(html.substring(at + 4, end)));
          }
        }
      }
      message.attached.forEach(attached -> collectContentIds(attached, ids));
    }

    private static String unescaped(String id) {
      try {
        return id.indexOf('%') < 0
            ? id
            : URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException noEscape) {
        return id;
      }
    }

    private String fingerprint(String messageId, Fields fields, Message message) {
      MessageDigest digest = MimeWalk.sha256();
      add(digest, messageId);
      for (String name : List.of("from", "date", "subject", "to", "cc")) {
        fields.all(name).forEach(value -> add(digest, name + ":" + value));
      }
      addBodies(digest, message);
      walk.files().forEach(file -> add(digest, file.sha256()));
      return hex(digest.digest());
    }

    private static void addBodies(MessageDigest digest, Message message) {
      for (MimeWalk.Body body : message.bodies) {
        body.plain.forEach(text -> add(digest, text.strip()));
        body.html.forEach(html -> add(digest, html.strip()));
      }
      message.attached.forEach(attached -> addBodies(digest, attached));
    }

    private static void add(MessageDigest digest, String text) {
      digest.update(text.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
  }
}
