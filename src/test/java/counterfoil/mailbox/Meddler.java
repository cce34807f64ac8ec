package counterfoil.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a mail server, listens to both sides line by line, and meddles. */
final class Meddler implements AutoCloseable {

  /** What is done with the lines of one connection. Both sides have a thread of their own. */
  interface Meddling {
    /** A line of the client, with its end. */
    default String fromClient(String line) throws IOException {
      return line;
    }

    /**
     * A line of the server, with its end; a line of a mail is one too. What it writes itself goes
     * out at once.
     */
    default String fromServer(String line, OutputStream client) throws IOException {
      return line;
    }
  }

  /** Made anew for each connection, which has a number from 1. */
  interface Each {
    Meddling with(int connection);
  }

  private final int server;
  private final Each each;
  private final ServerSocket door;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();

  Meddler(int server, Each each) throws IOException {
    this.server = server;
    this.each = each;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    thread(this::serve);
  }

  int port() {
    return door.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  /** Cuts every connection. */
  void cut() {
    open.forEach(Meddler::close);
  }

  /** The capabilities that the server names, without some of them. */
  static Each without(String... capabilities) {
    return connection ->
        new Meddling() {
          @Override
          public String fromServer(String line, OutputStream client) {
            String shown = line;
            if (line.contains("CAPABILITY")) {
              for (String capability : capabilities) {
                shown = shown.replaceAll(" " + capability + "(?=[ \\]\\r])", "");
              }
            }
            return shown;
          }
        };
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Socket peer = new Socket(InetAddress.getLoopbackAddress(), server);
        open.add(client);
        open.add(peer);
        Meddling meddling = each.with(connections.incrementAndGet());
        OutputStream out = client.getOutputStream();
        thread(() -> pump(client, peer, meddling::fromClient));
        thread(() -> pump(peer, client, line -> meddling.fromServer(line, out)));
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private interface Hand {
    String on(String line) throws IOException;
  }

  private void pump(Socket from, Socket to, Hand hand) {
    try {
      InputStream in = new java.io.BufferedInputStream(from.getInputStream(), 1 << 16);
      OutputStream out = to.getOutputStream();
      StringBuilder line = new StringBuilder();
      java.io.ByteArrayOutputStream ready = new java.io.ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        line.append((char) b);
        if (b == '\n') {
          ready.writeBytes(hand.on(line.toString()).getBytes(StandardCharsets.ISO_8859_1));
          line.setLength(0);
        }
        if (in.available() == 0) {
          out.write(ready.toByteArray());
          ready.reset();
        }
      }
    } catch (IOException e) {
      // One side is gone, or the meddling wants it so.
    } finally {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone already.
    }
  }

  private static void thread(Runnable task) {
    Thread thread = new Thread(task, "meddler");
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
