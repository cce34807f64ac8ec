package counterfoil.mailbox;

import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.util.MailLogger;
import org.jspecify.annotations.Nullable;

/**
 * Angus' way to connect, secure and log in, without its folders: those keep an object for each mail
 * and go through all of them at each mail that leaves, which is quadratic in a long folder. Here
 * the commands and answers of the connection are taken as they are.
 */
final class RawImapStore extends IMAPStore {

  private final boolean byToken;
  private @Nullable Wire wire;

  RawImapStore(Session session, String protocol, Account.Server server) {
    super(
        session,
        new URLName(protocol, null, -1, null, null, null),
        protocol,
        server.tls() == Account.Tls.TLS);
    this.byToken = server.login() instanceof Login.AccessToken;
  }

  /** Where a server offers no login by token, the token would be sent as a password. */
  @Override
  protected void preLogin(IMAPProtocol server) throws ProtocolException {
    if (byToken
        && !server.hasCapability("AUTH=" + OAuthBearer.NAME)
        && !server.hasCapability("AUTH=XOAUTH2")) {
      throw new ProtocolException("the server offers no login by OAuth2 (XOAUTH2, OAUTHBEARER)");
    }
  }

  /** The connection, once there is one. */
  Wire wire() {
    Wire connected = wire;
    if (connected == null) {
      throw new IllegalStateException("not connected yet");
    }
    // The store would look at each answer for folders that are not open.
    connected.removeResponseHandler(this);
    return connected;
  }

  @Override
  protected IMAPProtocol newIMAPProtocol(String host, int port)
      throws IOException, ProtocolException {
    Wire connected = new Wire(name, host, port, session.getProperties(), isSSL, logger);
    wire = connected;
    return connected;
  }

  /** Commands and answers. */
  static final class Wire extends IMAPProtocol {

    private @Nullable ByteArray room;

    Wire(
        String name,
        String host,
        int port,
        java.util.Properties properties,
        boolean tls,
        MailLogger logger)
        throws IOException, ProtocolException {
      super(name, host, port, properties, tls, logger);
    }

    /** The next answer is read into these bytes, if it fits: so a large one costs no copies. */
    void readInto(byte[] bytes) {
      room = new ByteArray(bytes, 0, bytes.length);
    }

    @Override
    protected ByteArray getResponseBuffer() {
      ByteArray given = room;
      room = null;
      return given == null ? super.getResponseBuffer() : given;
    }

    /** The name of a folder as this server wants it (RFC 3501 section 5.1.3, RFC 9051). */
    Argument folderName(String name) {
      Argument argument = new Argument();
      if (hasCapability("IMAP4REV2") && !hasCapability("IMAP4REV1")) {
        argument.writeString(name, StandardCharsets.UTF_8);
      } else {
        writeMailboxName(argument, name);
      }
      return argument;
    }

    /** An answer that makes no sense is an answer that makes no sense, and not the end. */
    @Override
    public Response readResponse() throws IOException, ProtocolException {
      try {
        return super.readResponse();
      } catch (OutOfMemoryError e) {
        // The length stands in the answer: one number that is wrong asks for gigabytes.
        throw new IOException("the server announced more bytes than there is memory for", e);
      } catch (RuntimeException e) {
        throw new ProtocolException("an answer that cannot be read", e);
      }
    }
  }
}
