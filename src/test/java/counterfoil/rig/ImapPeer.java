package counterfoil.rig;

import java.util.OptionalLong;

/** An IMAP server with the mailbox of a desk, on 127.0.0.1 and without TLS. */
public interface ImapPeer extends AutoCloseable {

  /** What customers write to. */
  String DESK = "servicedesk@counterfoil.example";

  /** With this the desk logs in; its user name is {@link #DESK}. */
  String PASSWORD = "a-password-for-tests";

  /** Which server this is, for people. */
  String name();

  /** Where it listens. */
  int port();

  /** The first process of the server, when it has processes of its own. */
  OptionalLong pid();

  @Override
  void close();
}
