package counterfoil.mailbox;

/** How a mailbox proves to a server who it is. */
public sealed interface Login {

  /**
   * @param word the password
   */
  record Password(String word) implements Login {

    /** Without the password. */
    @Override
    public String toString() {
      return "by password";
    }
  }

  /**
   * By an access token (XOAUTH2, or OAUTHBEARER of RFC 7628).
   *
   * @param source shared by all servers of the mailbox
   */
  record AccessToken(TokenSource source) implements Login {

    @Override
    public String toString() {
      return "by OAuth2";
    }
  }
}
