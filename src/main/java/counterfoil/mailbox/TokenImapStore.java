package counterfoil.mailbox;

import jakarta.mail.Session;
import jakarta.mail.URLName;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;

/**
 * IMAP for those who log in by an access token. Where a server offers no way to do so, Angus Mail
 * would send the token as a password; this one says so instead.
 */
final class TokenImapStore extends IMAPStore {

  TokenImapStore(Session session, String protocol, boolean tls) {
    super(session, new URLName(protocol, null, -1, null, null, null), protocol, tls);
  }

  @Override
  protected void preLogin(IMAPProtocol server) throws ProtocolException {
    if (!server.hasCapability("AUTH=" + OAuthBearer.NAME)
        && !server.hasCapability("AUTH=XOAUTH2")) {
      throw new ProtocolException("the server offers no login by OAuth2 (XOAUTH2, OAUTHBEARER)");
    }
  }
}
