package counterfoil.rig;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;
import java.util.OptionalLong;

/** GreenMail in this process: it outlives a bot that is killed. */
public final class GreenMailPeer implements ImapPeer {

  /** As long as RFC 9051 section 5.4 asks of a server. */
  private static final Duration IDLE_LIMIT = Duration.ofMinutes(30);

  private final GreenMail server;

  private GreenMailPeer(GreenMail server) {
    this.server = server;
  }

  /** Starts on a free port, with an empty mailbox. */
  public static GreenMailPeer start() {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    server.start();
    // By default it cuts off whoever is silent for half a minute, in IDLE too.
    server.getImap().setClientSocketTimeout(Math.toIntExact(IDLE_LIMIT.toMillis()));
    server.setUser(DESK, DESK, PASSWORD);
    return new GreenMailPeer(server);
  }

  @Override
  public String name() {
    return "GreenMail";
  }

  @Override
  public int port() {
    return server.getImap().getPort();
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.empty();
  }

  @Override
  public void close() {
    server.stop();
  }
}
