package counterfoil.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import counterfoil.rig.TestCertificate;
import counterfoil.rig.TokenServer;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What reaches a token endpoint, seen from there. */
class TokenRequestsTest {

  private static final String DESK = "desk@counterfoil.example";
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private final TokenServer server = start();

  private static TokenServer start() {
    try {
      return TokenServer.start(DESK);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sendsSecretOfClientInForm() throws Exception {
    Token token =
        ask(
            "https://outlook.office365.com/.default",
            new OAuth2Client.Secret("client-1", "s3cret/+ word", true),
            new OAuth2Client.ClientCredentials());

    assertThat(token.value()).isEqualTo("token-1");
    assertThat(token.expires()).isEqualTo(NOW.plusSeconds(3600));
    assertThat(server.last().form())
        .containsEntry("grant_type", "client_credentials")
        .containsEntry("scope", "https://outlook.office365.com/.default")
        .containsEntry("client_id", "client-1")
        .containsEntry("client_secret", "s3cret/+ word");
  }

  @Test
  void sendsSecretOfClientInHeaderWhereThatIsTheCustom() throws Exception {
    ask(
        "",
        new OAuth2Client.Secret("client-1", "s3cret", false),
        new OAuth2Client.ClientCredentials());

    // "client-1:s3cret"
    assertThat(server.last().authorization()).isEqualTo("Basic Y2xpZW50LTE6czNjcmV0");
    assertThat(server.last().form()).doesNotContainKeys("client_secret", "scope");
  }

  @Test
  void signsAssertionWithKeyOfCertificate() throws Exception {
    TestCertificate known = TestCertificate.make();
    ask(
        "https://outlook.office365.com/.default",
        new OAuth2Client.Certificate("client-1", known.certificate(), known.key()),
        new OAuth2Client.ClientCredentials());

    assertThat(server.last().form())
        .containsEntry("grant_type", "client_credentials")
        .containsEntry("scope", "https://outlook.office365.com/.default")
        .containsEntry(
            "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        .doesNotContainKey("client_secret");
    SignedJWT assertion = SignedJWT.parse(server.last().form().get("client_assertion"));
    assertThat(
            assertion.verify(new RSASSAVerifier((RSAPublicKey) known.certificate().getPublicKey())))
        .isTrue();
    assertThat(assertion.getHeader().getAlgorithm().getName()).isEqualTo("PS256");
    assertThat(assertion.getHeader().getX509CertSHA256Thumbprint())
        .isEqualTo(
            Base64URL.encode(
                MessageDigest.getInstance("SHA-256").digest(known.certificate().getEncoded())));
    assertThat(assertion.getJWTClaimsSet().getIssuer()).isEqualTo("client-1");
    assertThat(assertion.getJWTClaimsSet().getSubject()).isEqualTo("client-1");
    assertThat(assertion.getJWTClaimsSet().getAudience())
        .containsExactly(server.tokenEndpoint().toString());
    assertThat(assertion.getJWTClaimsSet().getExpirationTime())
        .isEqualTo(Date.from(NOW.plus(Duration.ofMinutes(5))));
    assertThat(assertion.getJWTClaimsSet().getJWTID()).isNotBlank();
  }

  @Test
  void signsForServiceAccountInTheNameOfTheMailbox() throws Exception {
    KeyPair keys = TestCertificate.keys();
    ask(
        "https://mail.google.com/",
        new OAuth2Client.NoProof(),
        new OAuth2Client.ServiceAccount(
            "desk@project.iam.gserviceaccount.example", "key-7", keys.getPrivate(), DESK));

    assertThat(server.last().form())
        .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
        .containsOnlyKeys("grant_type", "assertion");
    SignedJWT assertion = SignedJWT.parse(server.last().form().get("assertion"));
    assertThat(assertion.verify(new RSASSAVerifier((RSAPublicKey) keys.getPublic()))).isTrue();
    assertThat(assertion.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
    assertThat(assertion.getHeader().getKeyID()).isEqualTo("key-7");
    assertThat(assertion.getJWTClaimsSet().getIssuer())
        .isEqualTo("desk@project.iam.gserviceaccount.example");
    assertThat(assertion.getJWTClaimsSet().getSubject()).isEqualTo(DESK);
    assertThat(assertion.getJWTClaimsSet().getStringClaim("scope"))
        .isEqualTo("https://mail.google.com/");
    assertThat(assertion.getJWTClaimsSet().getAudience())
        .containsExactly(server.tokenEndpoint().toString());
    assertThat(assertion.getJWTClaimsSet().getIssueTime()).isEqualTo(Date.from(NOW));
  }

  @Test
  void sendsRefreshTokenAndThenTheNewerOne() throws Exception {
    server.newRefreshToken = "refresh-2";
    TokenEndpoint endpoint =
        new TokenEndpoint(
            client(
                "",
                new OAuth2Client.Secret("client-1", "s3cret", true),
                new OAuth2Client.RefreshToken("refresh-1")));
    endpoint.ask(NOW);
    assertThat(server.last().form())
        .containsEntry("grant_type", "refresh_token")
        .containsEntry("refresh_token", "refresh-1")
        .containsEntry("client_secret", "s3cret")
        .doesNotContainKey("scope");
    endpoint.ask(NOW);

    assertThat(server.last().form()).containsEntry("refresh_token", "refresh-2");
  }

  @Test
  void sendsRefreshTokenOfPublicClientWithItsName() throws Exception {
    ask("", new OAuth2Client.ClientId("client-1"), new OAuth2Client.RefreshToken("refresh-1"));

    assertThat(server.last().form())
        .containsEntry("client_id", "client-1")
        .doesNotContainKey("client_secret");
  }

  private Token ask(String scope, OAuth2Client.Proof proof, OAuth2Client.Grant grant)
      throws TokenTroubleException {
    return new TokenEndpoint(client(scope, proof, grant)).ask(NOW);
  }

  private OAuth2Client client(String scope, OAuth2Client.Proof proof, OAuth2Client.Grant grant) {
    return new OAuth2Client(server.tokenEndpoint(), scope, proof, grant);
  }
}
