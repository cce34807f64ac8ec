package counterfoil.bench;

import counterfoil.rig.GreenMailPeer;
import counterfoil.rig.ImapPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** GreenMail in a process of its own, where no Dovecot is installed. */
final class GreenMailProcess implements ImapPeer {

  private final OtherJvm jvm;

  private GreenMailProcess(OtherJvm jvm) {
    this.jvm = jvm;
  }

  static GreenMailProcess start(Path folder) throws IOException {
    return new GreenMailProcess(
        OtherJvm.start(GreenMailProcess.class, "2g", folder.resolve("greenmail.log")));
  }

  /** Runs until it is ended. */
  public static void main(String... none) {
    // A server that is not closed keeps the process alive.
    @SuppressWarnings("resource")
    GreenMailPeer server = GreenMailPeer.start();
    System.out.println("port " + server.port());
  }

  @Override
  public String name() {
    return "GreenMail (no Dovecot is installed)";
  }

  @Override
  public int port() {
    return jvm.port();
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.of(jvm.pid());
  }

  @Override
  public void close() {
    jvm.close();
  }
}
