package counterfoil.mailbox;

import java.net.URI;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * What a token endpoint is asked for a mailbox, and how we prove to be who we are. None of the
 * secrets shows in a {@code toString}.
 *
 * @param tokenEndpoint where tokens are asked (RFC 6749 section 3.2)
 * @param scope words with spaces between them; empty to name none
 * @param proof who we are
 * @param grant by what right
 */
public record OAuth2Client(URI tokenEndpoint, String scope, Proof proof, Grant grant) {

  /** Who we are (RFC 6749 section 2.3). */
  public sealed interface Proof {}

  /** The grant says it all. */
  public record NoProof() implements Proof {}

  /** A public client, which has no secret: only its name is sent. */
  public record ClientId(String id) implements Proof {}

  /**
   * @param inBody whether the secret goes into the form rather than into the header
   */
  public record Secret(String clientId, String secret, boolean inBody) implements Proof {

    /** Without the secret. */
    @Override
    public String toString() {
      return "secret of " + clientId;
    }
  }

  /**
   * A signed assertion (RFC 7523 section 2.2).
   *
   * @param certificate known to the provider, which finds it by its SHA-256 thumbprint
   * @param key the certificate's, of RSA
   */
  public record Certificate(String clientId, X509Certificate certificate, PrivateKey key)
      implements Proof {

    /** Without the key. */
    @Override
    public String toString() {
      return "certificate of " + clientId;
    }
  }

  /** By what right (RFC 6749 section 1.3). */
  public sealed interface Grant {}

  /** In our own name (RFC 6749 section 4.4). */
  public record ClientCredentials() implements Grant {}

  /** In the name of somebody who agreed once (RFC 6749 section 6). */
  public record RefreshToken(String token) implements Grant {

    /** Without the token. */
    @Override
    public String toString() {
      return "refresh token";
    }
  }

  /**
   * A service account that stands in for the mailbox's owner (RFC 7523 section 2.1).
   *
   * @param email of the service account
   * @param keyId which of its keys it is
   * @param key of RSA
   * @param subject the address of the mailbox
   */
  public record ServiceAccount(String email, String keyId, PrivateKey key, String subject)
      implements Grant {

    /** Without the key. */
    @Override
    public String toString() {
      return "service account " + email;
    }
  }
}
