package counterfoil.mailbox;

import counterfoil.desk.Lease;
import counterfoil.desk.Page;
import counterfoil.desk.RawMail;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.jspecify.annotations.Nullable;

/**
 * The open folder of a mailbox. Speaks in UIDs and raw bytes only: nothing here looks into a mail,
 * and no flag decides what is new (rule 2). Belongs to one thread, but for {@link #wake}.
 */
final class WatchedFolder implements AutoCloseable {

  private final Account account;
  private final IMAPStore store;
  private final IMAPFolder folder;
  private final Page.Folder key;
  private final Clock clock;
  private final boolean canMove;
  private final boolean canExpungeByUid;
  private final boolean canIdle;

  private WatchedFolder(Account account, IMAPStore store, IMAPFolder folder, Clock clock)
      throws MessagingException {
    this.account = account;
    this.store = store;
    this.folder = folder;
    this.clock = clock;
    this.key = new Page.Folder(account.name(), account.folder(), folder.getUIDValidity());
    this.canMove = store.hasCapability("MOVE");
    this.canExpungeByUid = store.hasCapability("UIDPLUS");
    this.canIdle = store.hasCapability("IDLE");
  }

  static WatchedFolder open(Account account, Clock clock) throws MessagingException {
    IMAPStore store = Connections.imap(account);
    try {
      if (!account.processed().isEmpty()) {
        Folder processed = store.getFolder(account.processed());
        if (!processed.exists()) {
          processed.create(Folder.HOLDS_MESSAGES);
        }
      }
      IMAPFolder folder = (IMAPFolder) store.getFolder(account.folder());
      folder.open(Folder.READ_WRITE);
      return new WatchedFolder(account, store, folder, clock);
    } catch (MessagingException e) {
      store.close();
      throw e;
    }
  }

  Page.Folder key() {
    return key;
  }

  /** How many mails are in the folder, as far as the server has told. */
  int count() throws MessagingException {
    return folder.getMessageCount();
  }

  /** Sizes in bytes by UID, of all UIDs above one. */
  TreeMap<Long, Long> sizesAbove(long uid) throws MessagingException {
    TreeMap<Long, Long> sizes = new TreeMap<>();
    for (FetchResponse item : fetch((uid + 1) + ":*", "(UID RFC822.SIZE)")) {
      UID itemUid = item.getItem(UID.class);
      RFC822SIZE size = item.getItem(RFC822SIZE.class);
      // "n:*" names the last mail even if its UID is below n (RFC 9051 section 6.4.9).
      if (itemUid != null && itemUid.uid > uid) {
        sizes.put(itemUid.uid, size == null ? 0L : size.size);
      }
    }
    return sizes;
  }

  /** Cuts UIDs into pages that are bounded by count and bytes, so that memory is bounded too. */
  List<List<Long>> pages(Map<Long, Long> sizes) {
    List<List<Long>> pages = new ArrayList<>();
    List<Long> page = new ArrayList<>();
    long bytes = 0;
    for (Map.Entry<Long, Long> mail : sizes.entrySet()) {
      boolean full =
          page.size() >= account.pageMails() || bytes + mail.getValue() > account.pageBytes();
      if (full && !page.isEmpty()) {
        pages.add(page);
        page = new ArrayList<>();
        bytes = 0;
      }
      page.add(mail.getKey());
      bytes += mail.getValue();
    }
    if (!page.isEmpty()) {
      pages.add(page);
    }
    return pages;
  }

  /**
   * The raw bytes of these mails in one command; a mail that is gone meanwhile is not in the page.
   */
  Page fetch(List<Long> uids, @Nullable Lease lease) throws MessagingException {
    List<RawMail> mails = new ArrayList<>();
    for (FetchResponse item : fetch(UidSet.of(uids), "(UID INTERNALDATE BODY.PEEK[])")) {
      UID uid = item.getItem(UID.class);
      BODY body = item.getItem(BODY.class);
      if (uid != null && body != null) {
        mails.add(new RawMail(uid.uid, internalDate(item), bytes(body)));
      }
    }
    return new Page(key, mails, Optional.ofNullable(lease));
  }

  private static byte[] bytes(BODY body) {
    var data = body.getByteArray();
    return data == null ? new byte[0] : data.getNewBytes();
  }

  private Instant internalDate(FetchResponse item) {
    INTERNALDATE internalDate = item.getItem(INTERNALDATE.class);
    Date date = internalDate == null ? null : internalDate.getDate();
    return date == null ? clock.instant() : date.toInstant();
  }

  private List<FetchResponse> fetch(String uids, String items) throws MessagingException {
    return command("UID FETCH " + uids + " " + items, null).stream()
        .filter(FetchResponse.class::isInstance)
        .map(FetchResponse.class::cast)
        .toList();
  }

  /** Takes kept mails out of the folder; never expunges what somebody else has marked (rule 7). */
  void moveToProcessed(Collection<Long> uids) throws MessagingException {
    if (uids.isEmpty() || account.processed().isEmpty()) {
      return;
    }
    Argument target = new Argument();
    target.writeString(BASE64MailboxEncoder.encode(account.processed()));
    if (canMove) {
      command("UID MOVE " + UidSet.of(uids), target);
      return;
    }
    command("UID COPY " + UidSet.of(uids), target);
    command("UID STORE " + UidSet.of(uids) + " +FLAGS.SILENT (\\Deleted)", null);
    if (canExpungeByUid) {
      command("UID EXPUNGE " + UidSet.of(uids), null);
    }
  }

  private List<Response> command(String command, Argument arguments) throws MessagingException {
    Object responses =
        folder.doCommand(
            (IMAPProtocol protocol) -> {
              Response[] all = protocol.command(command, arguments);
              protocol.notifyResponseHandlers(all);
              protocol.handleResult(all[all.length - 1]);
              return List.of(all);
            });
    @SuppressWarnings("unchecked")
    List<Response> list = (List<Response>) responses;
    return list;
  }

  /** Whether the server tells of new mail by itself. */
  boolean canIdle() {
    return canIdle;
  }

  /** Waits until the server says something, or {@link #wake} is called. */
  void idle() throws MessagingException {
    folder.idle(true);
  }

  /** Lets the server say what it has not said yet. */
  void listen() throws MessagingException {
    // Not getMessageCount, which says nothing to the server while the connection is fresh.
    folder.doCommand(
        (IMAPProtocol protocol) -> {
          protocol.noop();
          return Boolean.TRUE;
        });
  }

  /** Ends a wait in {@link #idle}; may be called by another thread. */
  void wake() {
    try {
      listen();
    } catch (MessagingException | IllegalStateException e) {
      // The connection is gone: the thread that waits notices it by itself.
    }
  }

  @Override
  public void close() {
    try {
      store.close();
    } catch (MessagingException e) {
      // It is gone already.
    }
  }
}
