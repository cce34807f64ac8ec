package counterfoil.mailbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the socket of one connection and keeps hold of it: a mail library that waits in a read
 * cannot be told to stop, but the socket below can be closed. Safe for many threads.
 */
final class KeptSocket extends SocketFactory {

  private volatile @Nullable Socket socket;

  /** Ends whatever waits on the connection. */
  void cut() {
    Socket kept = socket;
    if (kept != null) {
      try {
        kept.close();
      } catch (IOException e) {
        // It is gone already.
      }
    }
  }

  /** From now on a read waits so long at most. */
  void readTimeout(Duration timeout) {
    Socket kept = socket;
    if (kept != null) {
      try {
        kept.setSoTimeout(Math.toIntExact(timeout.toMillis()));
      } catch (SocketException e) {
        // It is gone: the next read says so.
      }
    }
  }

  /** A socket that somebody else has made. */
  void keep(Socket made) {
    socket = made;
  }

  @Override
  public Socket createSocket() {
    Socket made = new Socket();
    socket = made;
    return made;
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw notAsked();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw notAsked();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw notAsked();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
    throw notAsked();
  }

  private static UnsupportedOperationException notAsked() {
    return new UnsupportedOperationException("sockets are connected by who asked for them");
  }
}
