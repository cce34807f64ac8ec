package counterfoil.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Finds the end of a letter in SMTP, and the server's answer to it (RFC 5321 section 4.1.1.4). */
final class SmtpTap implements Tap {

  private enum State {
    COMMANDS,
    DATA_ASKED,
    DATA,
    ENDED
  }

  private static final String END = "\r\n.\r\n";

  private final Trap trap;
  private State state = State.COMMANDS;
  private String tail = "";

  SmtpTap(Trap trap) {
    this.trap = trap;
  }

  @Override
  public void fromBot(byte[] bytes, OutputStream server) throws IOException {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    boolean ends = false;
    synchronized (this) {
      if (state == State.DATA) {
        tail = tail + text;
        ends = tail.endsWith(END);
        tail = tail.substring(Math.max(0, tail.length() - END.length()));
        state = ends ? State.ENDED : state;
      } else if (text.toUpperCase(Locale.ROOT).startsWith("DATA\r\n")) {
        state = State.DATA_ASKED;
      }
    }
    if (ends) {
      trap.at(Point.BEFORE_SEND);
    }
    server.write(bytes);
  }

  @Override
  public void fromServer(byte[] bytes, OutputStream bot) throws IOException {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    boolean taken = false;
    synchronized (this) {
      if (state == State.DATA_ASKED && text.startsWith("354")) {
        state = State.DATA;
        tail = "\r\n";
      } else if (state == State.ENDED) {
        taken = text.startsWith("250");
        state = State.COMMANDS;
      } else if (state == State.DATA_ASKED) {
        state = State.COMMANDS;
      }
    }
    if (taken) {
      trap.at(Point.AFTER_SEND);
    }
    bot.write(bytes);
  }
}
