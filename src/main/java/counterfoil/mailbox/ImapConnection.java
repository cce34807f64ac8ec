package counterfoil.mailbox;

import jakarta.mail.MessagingException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.jspecify.annotations.Nullable;

/**
 * Commands to an IMAP server, each bounded in time as a whole, and what the server says by itself.
 */
final class ImapConnection implements AutoCloseable {

  /** Servers may end a longer IDLE (RFC 2177 says 29 minutes, RFC 9051 30). */
  private static final Duration LONGEST_IDLE = Duration.ofMinutes(25);

  private static final Duration GOODBYE = Duration.ofSeconds(3);

  private final RawImapStore store;
  private final RawImapStore.Wire wire;
  private final KeptSocket socket;
  private final Account.Timeouts timeouts;
  private final ScheduledExecutorService timer;
  private final AtomicBoolean idling = new AtomicBoolean();
  private volatile boolean woken;

  private boolean news;
  private int exists;

  private ImapConnection(
      RawImapStore store,
      KeptSocket socket,
      Account.Timeouts timeouts,
      ScheduledExecutorService timer) {
    this.store = store;
    this.wire = store.wire();
    this.socket = socket;
    this.timeouts = timeouts;
    this.timer = timer;
  }

  /** Connects and logs in. */
  static ImapConnection open(Account account, ScheduledExecutorService timer)
      throws MessagingException {
    KeptSocket socket = new KeptSocket();
    Account.Timeouts timeouts = account.watching().timeouts();
    return new ImapConnection(Connections.imap(account, socket), socket, timeouts, timer);
  }

  /** Whether the server has an extension, or a version of IMAP that contains it (RFC 9051 E). */
  boolean can(String capability) {
    return wire.hasCapability(capability) || wire.hasCapability("IMAP4REV2");
  }

  /** A command without arguments that are names. */
  List<Response> command(String command) throws MessagingException {
    return run(command, null);
  }

  /** A command that ends with the name of a folder. */
  List<Response> command(String command, String folder) throws MessagingException {
    return run(command, wire.folderName(folder));
  }

  /** A fetch with one answer, which may be as large as {@code room}. */
  List<FetchResponse> fetchInto(byte[] room, String command) throws MessagingException {
    wire.readInto(room);
    return fetched(command(command));
  }

  /** The answers of a fetch. */
  List<FetchResponse> fetch(String command) throws MessagingException {
    return fetched(command(command));
  }

  private static List<FetchResponse> fetched(List<Response> responses) {
    return responses.stream()
        .filter(FetchResponse.class::isInstance)
        .map(FetchResponse.class::cast)
        .toList();
  }

  private List<Response> run(String command, @Nullable Argument arguments)
      throws MessagingException {
    AtomicBoolean late = new AtomicBoolean();
    ScheduledFuture<?> bound =
        timer.schedule(
            () -> {
              late.set(true);
              socket.cut();
            },
            timeouts.command().toMillis(),
            TimeUnit.MILLISECONDS);
    Response[] responses;
    try {
      responses = wire.command(command, arguments);
    } finally {
      bound.cancel(false);
    }
    List<Response> answers = new ArrayList<>(List.of(responses));
    Response result = answers.remove(answers.size() - 1);
    answers.forEach(this::note);
    note(result);
    if (result.isOK()) {
      answers.add(result);
      return answers;
    }
    throw failure(command, result, late.get());
  }

  private MessagingException failure(String command, Response result, boolean late) {
    // Only its first words: what follows may name folders and UIDs without end.
    String verb = String.join(" ", List.of(command.split(" ", 3)).subList(0, words(command)));
    if (result.isNO() || result.isBAD()) {
      return new CommandRefusedException(
          "the server refused %s: %s".formatted(verb, result.getRest().strip()));
    }
    socket.cut();
    if (late) {
      return new MessagingException(
          "the server was too slow at " + verb,
          new SocketTimeoutException("longer than " + timeouts.command()));
    }
    Exception cause = result.getException();
    return new MessagingException(
        cause == null
            ? "the server ended the connection: " + result.getRest().strip()
            : "the connection ended at %s: %s".formatted(verb, cause.getMessage()),
        cause);
  }

  private static int words(String command) {
    return command.toUpperCase(Locale.ROOT).startsWith("UID ") ? 2 : 1;
  }

  private void note(Response response) {
    if (response instanceof IMAPResponse answer && answer.keyEquals("EXISTS")) {
      news |= answer.getNumber() != exists;
      exists = answer.getNumber();
    } else if (response instanceof IMAPResponse answer && answer.keyEquals("EXPUNGE")) {
      exists--;
    }
  }

  /** How many mails are in the open folder, as far as the server has told. */
  int exists() {
    return exists;
  }

  /** What arrived until now is known; a new folder has its own count. */
  void noNews() {
    news = false;
  }

  /** Forgets the folder that was open. */
  void leaveFolder() {
    exists = 0;
  }

  /** For the names of folders: what the library knows of them. */
  RawImapStore.Wire wire() {
    return wire;
  }

  /**
   * Waits until mail arrives in the open folder, the time is over or {@link #wake} is called, by
   * IDLE (RFC 2177); returns at once when something arrived before.
   *
   * @return whether something arrived
   */
  boolean idle(Duration atMost) throws MessagingException {
    // What arrived since the last answer would not be told again while we wait.
    command("NOOP");
    if (news || woken) {
      return news;
    }
    Duration wait = atMost.compareTo(LONGEST_IDLE) < 0 ? atMost : LONGEST_IDLE;
    socket.readTimeout(wait.plus(timeouts.read()));
    AtomicBoolean over = new AtomicBoolean();
    ScheduledFuture<?> end =
        timer.schedule(
            () -> {
              over.set(true);
              endIdle();
            },
            wait.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      wire.idleStart();
      idling.set(true);
      if (woken || over.get()) {
        endIdle();
      }
      Response response = wire.readIdleResponse();
      while (response != null) {
        note(response);
        if (news) {
          endIdle();
        }
        if (response.isBYE()) {
          throw failure("IDLE", response, false);
        }
        response = wire.processIdleResponse(response) ? wire.readIdleResponse() : null;
      }
      return news;
    } catch (ProtocolException e) {
      socket.cut();
      throw new MessagingException("the server ended IDLE: " + e.getMessage(), e);
    } finally {
      idling.set(false);
      end.cancel(false);
      socket.readTimeout(timeouts.read());
    }
  }

  /** One thread says DONE, and once: said outside of IDLE it is an unknown command. */
  private void endIdle() {
    if (idling.compareAndSet(true, false)) {
      wire.idleAbort();
    }
  }

  /** Ends every wait in {@link #idle}, now and later; may be called by another thread. */
  void wake() {
    woken = true;
    endIdle();
  }

  @Override
  public void close() {
    // A server that hangs gets no more of our time.
    socket.readTimeout(GOODBYE);
    try {
      store.close();
    } catch (MessagingException e) {
      // It is gone already.
    }
    socket.cut();
  }
}
