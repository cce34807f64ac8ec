package counterfoil.mailbox;

import counterfoil.desk.Page;
import counterfoil.desk.RawMail;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.FLAGS;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;

/** A folder of an IMAP server, in plain commands. */
final class ImapFolder implements MailFolder {

  private final ImapConnection connection;
  private final FolderNames names;
  private final Account.Watching watching;
  private final Page.Folder key;
  private final MailFetch fetch;
  private long last;

  ImapFolder(
      ImapConnection connection,
      FolderNames names,
      Account.Watching watching,
      Page.Folder key,
      MailFetch fetch) {
    this.connection = connection;
    this.names = names;
    this.watching = watching;
    this.key = key;
    this.fetch = fetch;
  }

  @Override
  public Page.Folder key() {
    return key;
  }

  @Override
  public long[] fresh() throws MessagingException {
    connection.noNews();
    long[] uids = search((last + 1) + ":*", last);
    if (uids.length > 0) {
      last = uids[uids.length - 1];
    }
    return uids;
  }

  @Override
  public long[] told() throws MessagingException {
    return last == 0 ? new long[0] : search("1:" + last, 0);
  }

  private long[] search(String range, long above) throws MessagingException {
    String which = "UID " + range;
    List<Response> answers =
        connection.command(
            connection.can("ESEARCH") ? "UID SEARCH RETURN (ALL) " + which : "UID SEARCH " + which);
    // A few more may have come than the server has said.
    return FoundUids.in(answers, above, connection.exists() + 10_000);
  }

  @Override
  public List<Listed> list(long[] uids) throws MessagingException {
    Map<Long, Listed> found = new HashMap<>();
    for (String set : UidSet.of(Arrays.stream(uids).boxed().toList())) {
      for (FetchResponse item : connection.fetch("UID FETCH " + set + " (UID FLAGS RFC822.SIZE)")) {
        UID uid = item.getItem(UID.class);
        if (uid != null) {
          found.put(uid.uid, listed(uid.uid, item));
        }
      }
    }
    return Arrays.stream(uids).mapToObj(found::get).filter(one -> one != null).toList();
  }

  private static Listed listed(long uid, FetchResponse item) {
    RFC822SIZE size = item.getItem(RFC822SIZE.class);
    FLAGS flags = item.getItem(FLAGS.class);
    return new Listed(
        uid,
        size == null ? 0 : Math.max(0, size.size),
        flags != null && flags.contains(Flags.Flag.DELETED));
  }

  @Override
  public List<RawMail> fetch(List<Listed> mails) throws MessagingException {
    return fetch.of(mails);
  }

  @Override
  public List<RawMail> fetchAtOnce(Listed mail) throws MessagingException {
    return fetch.atOnce(mail);
  }

  @Override
  public void takeOut(Collection<Listed> kept) throws MessagingException {
    if (watching.inPlace()) {
      return;
    }
    List<Long> processed = new ArrayList<>();
    List<Long> oversize = new ArrayList<>();
    for (Listed mail : kept) {
      if (!mail.leaving()) {
        (mail.size() > watching.longestMail() ? oversize : processed).add(mail.uid());
      }
    }
    move(processed, watching.processed());
    move(oversize, watching.oversize());
  }

  private void move(List<Long> uids, String target) throws MessagingException {
    for (String set : UidSet.of(uids)) {
      moveTo(target, set);
    }
  }

  private void moveTo(String target, String set) throws MessagingException {
    try {
      move(set, names.made(target));
    } catch (CommandRefusedException e) {
      // Perhaps somebody has removed the folder since we saw it.
      names.forget();
      move(set, names.made(target));
    }
  }

  private void move(String set, String target) throws MessagingException {
    if (connection.can("MOVE")) {
      connection.command("UID MOVE " + set, target);
      return;
    }
    connection.command("UID COPY " + set, target);
    // Marked, a mail is not copied again at the next connect.
    connection.command("UID STORE " + set + " +FLAGS.SILENT (\\Deleted)");
    if (connection.can("UIDPLUS")) {
      connection.command("UID EXPUNGE " + set);
    }
  }
}
