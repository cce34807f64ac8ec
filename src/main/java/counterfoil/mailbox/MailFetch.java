package counterfoil.mailbox;

import counterfoil.desk.RawMail;
import jakarta.mail.MessagingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.jspecify.annotations.Nullable;

/**
 * Fetches raw mails so that none is half: small ones many at once, large ones in parts, of one that
 * is too large the beginning.
 *
 * <p>A mail whose length is not the one the server has said is fetched again. When both times the
 * same bytes came, the server does not know the length (Exchange is known for it) and the mail is
 * whole; else it is left for later.
 */
final class MailFetch {

  /** Above it a mail is fetched alone, and in parts of this length. */
  static final int PART = 1 << 20;

  /** As much of a mail that is too large (rule 6). */
  static final int BEGINNING = 256 << 10;

  /** What stands around the bytes of a part in the answer. */
  private static final int AROUND = 1_000;

  private final ImapConnection connection;
  private final long longest;
  private final Clock clock;

  MailFetch(ImapConnection connection, long longest, Clock clock) {
    this.connection = connection;
    this.longest = longest;
    this.clock = clock;
  }

  /** What could be had, in the order of the list. */
  List<RawMail> of(List<Listed> mails) throws MessagingException {
    Map<Long, RawMail> whole =
        fetchWhole(mails.stream().filter(mail -> mail.size() <= PART).toList());
    for (Listed mail : mails) {
      if (mail.size() > longest) {
        fetchBeginning(mail, whole);
      } else if (mail.size() > PART) {
        fetchLarge(mail, whole);
      }
    }
    return mails.stream().map(mail -> whole.get(mail.uid())).filter(raw -> raw != null).toList();
  }

  /**
   * A mail that could not be had in parts, in one answer, however much memory that takes: Dovecot
   * ends the connection at the last part of a mail whose line ends it has counted wrongly.
   */
  List<RawMail> atOnce(Listed mail) throws MessagingException {
    return mail.size() > longest
        ? of(List.of(mail))
        : List.copyOf(fetchWhole(List.of(mail)).values());
  }

  private Map<Long, RawMail> fetchWhole(List<Listed> mails) throws MessagingException {
    Map<Long, RawMail> whole = new HashMap<>();
    List<Listed> otherLength = new ArrayList<>();
    Map<Long, byte[]> first = new HashMap<>();
    fetchTogether(mails)
        .forEach(
            (mail, raw) -> {
              if (raw.bytes().length == mail.size()) {
                whole.put(mail.uid(), raw);
              } else {
                otherLength.add(mail);
                first.put(mail.uid(), digest(raw.bytes()));
              }
            });
    fetchTogether(otherLength)
        .forEach(
            (mail, raw) -> {
              if (Arrays.equals(digest(raw.bytes()), first.get(mail.uid()))) {
                whole.put(mail.uid(), raw);
              }
            });
    return whole;
  }

  private Map<Listed, RawMail> fetchTogether(List<Listed> mails) throws MessagingException {
    Map<Long, Listed> asked = new HashMap<>();
    mails.forEach(mail -> asked.put(mail.uid(), mail));
    Map<Listed, RawMail> fetched = new HashMap<>();
    for (String set : UidSet.of(asked.keySet())) {
      for (FetchResponse item :
          connection.fetch("UID FETCH " + set + " (UID INTERNALDATE BODY.PEEK[])")) {
        UID uid = item.getItem(UID.class);
        BODY body = item.getItem(BODY.class);
        Listed mail = uid == null ? null : asked.get(uid.uid);
        if (mail != null && body != null && isThere(body, mail)) {
          fetched.put(mail, new RawMail(mail.uid(), internalDate(item), bytes(body)));
        }
      }
    }
    return fetched;
  }

  private void fetchBeginning(Listed mail, Map<Long, RawMail> whole) throws MessagingException {
    Part part = part(mail, 0, BEGINNING, new byte[BEGINNING + AROUND]);
    if (part.there()) {
      // A server that knows no parts gives all.
      byte[] bytes =
          Arrays.copyOfRange(
              part.bytes().getBytes(),
              part.bytes().getStart(),
              part.bytes().getStart() + Math.min(part.bytes().getCount(), BEGINNING));
      // Shorter than what was asked for: the mail is not as long as the server has said.
      long size = bytes.length < BEGINNING ? bytes.length : mail.size();
      whole.put(mail.uid(), new RawMail(mail.uid(), part.internalDate(), bytes, size));
    }
  }

  private void fetchLarge(Listed mail, Map<Long, RawMail> whole) throws MessagingException {
    RawMail raw = inParts(mail);
    if (raw != null && raw.bytes().length != mail.size()) {
      byte[] first = digest(raw.bytes());
      // Not two of them in memory.
      raw = null;
      RawMail again = inParts(mail);
      raw = again != null && Arrays.equals(digest(again.bytes()), first) ? again : null;
    }
    if (raw != null) {
      whole.put(mail.uid(), raw);
    }
  }

  /** The bytes are copied once from the connection's buffer, which serves for all parts. */
  private @Nullable RawMail inParts(Listed mail) throws MessagingException {
    byte[] buffer = new byte[PART + AROUND];
    byte[] bytes = new byte[Math.toIntExact(mail.size())];
    Instant internalDate = clock.instant();
    int length = 0;
    while (true) {
      Part part = part(mail, length, PART, buffer);
      if (!part.there()) {
        return null;
      }
      internalDate = length == 0 ? part.internalDate() : internalDate;
      ByteArray more = part.bytes();
      if (length + (long) more.getCount() > longest + PART) {
        return null;
      }
      if (length + more.getCount() > bytes.length) {
        bytes = Arrays.copyOf(bytes, length + more.getCount());
      }
      System.arraycopy(more.getBytes(), more.getStart(), bytes, length, more.getCount());
      length += more.getCount();
      if (more.getCount() != PART) {
        // The last part; or, from a server that knows no parts, all at once.
        return new RawMail(
            mail.uid(),
            internalDate,
            length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
      }
    }
  }

  private record Part(boolean there, ByteArray bytes, Instant internalDate) {}

  /** Beyond the end of a mail servers give no bytes, or NIL. */
  private Part part(Listed mail, int offset, int length, byte[] buffer) throws MessagingException {
    String command =
        "UID FETCH %d (UID INTERNALDATE BODY.PEEK[]<%d.%d>)".formatted(mail.uid(), offset, length);
    for (FetchResponse item : connection.fetchInto(buffer, command)) {
      UID uid = item.getItem(UID.class);
      BODY body = item.getItem(BODY.class);
      if (uid != null
          && uid.uid == mail.uid()
          && body != null
          && (offset > 0 || isThere(body, mail))) {
        ByteArray bytes = body.getByteArray();
        return new Part(
            true, bytes == null ? new ByteArray(new byte[0], 0, 0) : bytes, internalDate(item));
      }
    }
    return new Part(false, new ByteArray(new byte[0], 0, 0), Instant.EPOCH);
  }

  /** NIL, or nothing, instead of a mail that has a length: the server cannot read it. */
  private static boolean isThere(BODY body, Listed mail) {
    ByteArray data = body.getByteArray();
    return mail.size() == 0 || (data != null && data.getCount() > 0);
  }

  private static byte[] bytes(BODY body) {
    ByteArray data = body.getByteArray();
    return data == null ? new byte[0] : data.getNewBytes();
  }

  private Instant internalDate(FetchResponse item) {
    INTERNALDATE internalDate = item.getItem(INTERNALDATE.class);
    Date date = internalDate == null ? null : internalDate.getDate();
    return date == null ? clock.instant() : date.toInstant();
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
