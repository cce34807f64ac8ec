package counterfoil.faults;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Sees what is said on one connection before it goes on, and hands it on as it likes: at once, in
 * parts, late, altered or not at all. An exception cuts the connection. Each direction has a thread
 * of its own.
 */
interface Tap {

  /** What the bot says. */
  default void fromBot(byte[] bytes, OutputStream server) throws IOException {
    server.write(bytes);
  }

  /** What the server says. */
  default void fromServer(byte[] bytes, OutputStream bot) throws IOException {
    bot.write(bytes);
  }

  /** Hands everything on. */
  static Tap none() {
    return new Tap() {};
  }
}
