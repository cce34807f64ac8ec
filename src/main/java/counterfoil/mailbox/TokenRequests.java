package counterfoil.mailbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.X509CertUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.JWTBearerGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Writes what a token endpoint is asked, and signs where that is the proof. */
final class TokenRequests {

  /** How long an assertion can be used; clocks may differ by as much. */
  private static final Duration ASSERTION = Duration.ofMinutes(5);

  private TokenRequests() {}

  /**
   * @param refreshToken the newest one, where the grant is one
   */
  static HTTPRequest write(OAuth2Client client, String refreshToken, Instant now)
      throws JOSEException {
    AuthorizationGrant grant = grant(client, refreshToken, now);
    TokenRequest.Builder request;
    if (client.proof() instanceof OAuth2Client.NoProof) {
      request = new TokenRequest.Builder(client.tokenEndpoint(), grant);
    } else if (client.proof() instanceof OAuth2Client.ClientId name) {
      request = new TokenRequest.Builder(client.tokenEndpoint(), new ClientID(name.id()), grant);
    } else {
      request =
          new TokenRequest.Builder(client.tokenEndpoint(), authentication(client, now), grant);
    }
    // A service account's scope is in its assertion.
    if (!client.scope().isEmpty() && !(grant instanceof JWTBearerGrant)) {
      request.scope(Scope.parse(client.scope()));
    }
    return request.build().toHTTPRequest();
  }

  private static AuthorizationGrant grant(OAuth2Client client, String refreshToken, Instant now)
      throws JOSEException {
    if (client.grant() instanceof OAuth2Client.ServiceAccount account) {
      JWTClaimsSet claims =
          claims(client, account.email(), now)
              .subject(account.subject())
              .claim("scope", client.scope())
              .build();
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.RS256)
              .type(JOSEObjectType.JWT)
              .keyID(account.keyId())
              .build();
      return new JWTBearerGrant(signed(header, claims, account.key()));
    }
    if (client.grant() instanceof OAuth2Client.RefreshToken) {
      return new RefreshTokenGrant(new RefreshToken(refreshToken));
    }
    return new ClientCredentialsGrant();
  }

  private static ClientAuthentication authentication(OAuth2Client client, Instant now)
      throws JOSEException {
    if (client.proof() instanceof OAuth2Client.Certificate proof) {
      Base64URL thumbprint = X509CertUtils.computeSHA256Thumbprint(proof.certificate());
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.PS256)
              .type(JOSEObjectType.JWT)
              .x509CertSHA256Thumbprint(thumbprint)
              .build();
      JWTClaimsSet claims = claims(client, proof.clientId(), now).subject(proof.clientId()).build();
      return new PrivateKeyJWT(signed(header, claims, proof.key()));
    }
    if (client.proof() instanceof OAuth2Client.Secret proof) {
      ClientID id = new ClientID(proof.clientId());
      Secret secret = new Secret(proof.secret());
      return proof.inBody() ? new ClientSecretPost(id, secret) : new ClientSecretBasic(id, secret);
    }
    throw new IllegalArgumentException(client.proof() + " is no authentication");
  }

  private static JWTClaimsSet.Builder claims(OAuth2Client client, String issuer, Instant now) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .audience(client.tokenEndpoint().toString())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(ASSERTION)))
        .jwtID(UUID.randomUUID().toString());
  }

  private static SignedJWT signed(JWSHeader header, JWTClaimsSet claims, PrivateKey key)
      throws JOSEException {
    SignedJWT assertion = new SignedJWT(header, claims);
    assertion.sign(new RSASSASigner(key));
    return assertion;
  }
}
