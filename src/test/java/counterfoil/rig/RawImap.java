package counterfoil.rig;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IMAP client (RFC 9051) of a few commands that shares no line with the one that is tested: puts
 * bytes into a folder and gets them back as they are.
 */
public final class RawImap implements AutoCloseable {

  private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)}$");

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final List<byte[]> literals = new ArrayList<>();

  private RawImap(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    this.out = socket.getOutputStream();
  }

  /** Logs in, which makes the mailbox where it is not there yet. */
  public static RawImap at(ImapPeer peer) throws IOException {
    RawImap imap = new RawImap(new Socket(InetAddress.getLoopbackAddress(), peer.port()));
    imap.line();
    imap.command("LOGIN %s %s".formatted(ImapPeer.DESK, ImapPeer.PASSWORD));
    imap.notice();
    return imap;
  }

  /** Lets the server see what was delivered into its Maildir. */
  public void notice() throws IOException {
    command("STATUS INBOX (MESSAGES)");
  }

  /** Puts a mail into the inbox; the server has it when this returns. */
  public void append(byte[] raw) throws IOException {
    send("a APPEND INBOX {%d}".formatted(raw.length));
    if (!line().startsWith("+")) {
      throw new IOException("the server takes no literal");
    }
    out.write(raw);
    send("");
    answer();
  }

  /** All mails of a folder, oldest first. */
  public List<byte[]> mails(String folder) throws IOException {
    command("EXAMINE " + folder);
    literals.clear();
    command("UID FETCH 1:* (BODY.PEEK[])");
    return List.copyOf(literals);
  }

  private void command(String command) throws IOException {
    send("a " + command);
    answer();
  }

  private void send(String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private void answer() throws IOException {
    String line = line();
    while (!line.startsWith("a ")) {
      Matcher literal = LITERAL.matcher(line);
      if (literal.find()) {
        literals.add(in.readNBytes(Integer.parseInt(literal.group(1))));
      } else if (line.endsWith("BODY[] \"\")") || line.endsWith("BODY[] NIL)")) {
        literals.add(new byte[0]);
      }
      line = line();
    }
    if (!line.startsWith("a OK")) {
      throw new IOException("the server said: " + line);
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the server has hung up");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
