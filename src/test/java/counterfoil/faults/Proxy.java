package counterfoil.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Stands before a server on a port of its own, and shows each connection to a {@link Tap}. */
final class Proxy implements AutoCloseable {

  private static final int CHUNK = 64 * 1024;
  private static final int BACKLOG = 50;

  private final String name;
  private final IntSupplier server;
  private final AtomicReference<Supplier<Tap>> taps;
  private final ServerSocket door;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /**
   * @param server the port of the server, asked for each connection
   * @param taps one for each connection
   */
  Proxy(String name, IntSupplier server, Supplier<Tap> taps) throws IOException {
    this.name = name;
    this.server = server;
    this.taps = new AtomicReference<>(taps);
    this.door = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    thread("door", this::serve);
  }

  int port() {
    return door.getLocalPort();
  }

  /** From the next connection on. */
  void tap(Supplier<Tap> other) {
    taps.set(other);
  }

  /** Cuts every connection; the next ones are let in. */
  void cut() {
    open.forEach(Proxy::close);
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        Socket bot = door.accept();
        open.add(bot);
        try {
          join(bot);
        } catch (IOException e) {
          // The server is away: so are we, for this bot.
          end(bot);
        }
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void join(Socket bot) throws IOException {
    Socket peer = new Socket(InetAddress.getLoopbackAddress(), server.getAsInt());
    open.add(peer);
    bot.setTcpNoDelay(true);
    peer.setTcpNoDelay(true);
    Tap tap = taps.get().get();
    thread("to server", () -> pump(bot, peer, tap::fromBot));
    thread("to bot", () -> pump(peer, bot, tap::fromServer));
  }

  private interface Hand {
    void on(byte[] bytes, OutputStream out) throws IOException;
  }

  private void pump(Socket from, Socket to, Hand hand) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] chunk = new byte[CHUNK];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        hand.on(Arrays.copyOf(chunk, read), out);
      }
    } catch (IOException e) {
      // Either side is gone, or the tap wants it so.
    } finally {
      end(from);
      end(to);
    }
  }

  private void end(Socket socket) {
    close(socket);
    open.remove(socket);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone already.
    }
  }

  private void thread(String what, Runnable task) {
    Thread thread = new Thread(task, name + " proxy, " + what);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
