package counterfoil.app;

import counterfoil.mailbox.OAuth2Client;
import counterfoil.mailbox.OAuth2Client.Grant;
import counterfoil.mailbox.OAuth2Client.Proof;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.ssl.pem.PemContent;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a mailbox asks for access tokens. Each provider knows a few combinations; any other stops the
 * start with a sentence. Files are read once, at the start.
 *
 * @param tenant of Microsoft Entra ID, by number or domain
 * @param clientId of the application that was registered
 * @param certificate file (PEM) of the certificate that the provider knows
 * @param privateKey file (PEM) of the certificate's key
 * @param serviceAccount file (JSON) of a service account's key, as Google gives it
 * @param refreshToken that somebody who may read the mailbox got by signing in
 * @param tokenEndpoint the provider's own when it is empty
 * @param scope the provider's own when it is empty
 */
public record OAuth2Settings(
    @Nullable Provider provider,
    @DefaultValue("") String tenant,
    @DefaultValue("") String clientId,
    @DefaultValue("") String clientSecret,
    @DefaultValue("") String certificate,
    @DefaultValue("") String privateKey,
    @DefaultValue("") String serviceAccount,
    @DefaultValue("") String refreshToken,
    @DefaultValue("") String tokenEndpoint,
    @DefaultValue("") String scope) {

  /** Who gives the tokens. */
  public enum Provider {
    /** Microsoft 365 (Exchange Online, Entra ID). */
    MICROSOFT,
    /** Google Workspace (Gmail). */
    GOOGLE,
    /** Whoever has a token endpoint as RFC 6749 says. */
    OTHER
  }

  /** The ways to ask, by the settings that each needs and may have besides. */
  private record Way(Set<String> needs, Set<String> mayHave) {

    static Way of(List<String> needs, String... mayHave) {
      return new Way(Set.copyOf(needs), Set.of(mayHave));
    }

    boolean fits(Set<String> given) {
      return given.containsAll(needs)
          && given.stream().allMatch(one -> needs.contains(one) || mayHave.contains(one));
    }
  }

  private static final Map<Provider, List<Way>> WAYS =
      Map.of(
          Provider.MICROSOFT,
          List.of(
              Way.of(List.of("tenant", "client-id", "client-secret")),
              Way.of(List.of("tenant", "client-id", "certificate", "private-key")),
              Way.of(List.of("tenant", "client-id", "refresh-token"), "client-secret")),
          Provider.GOOGLE,
          List.of(
              Way.of(List.of("service-account")),
              Way.of(List.of("client-id", "client-secret", "refresh-token"))),
          Provider.OTHER,
          List.of(
              Way.of(List.of("token-endpoint", "client-id", "client-secret")),
              Way.of(List.of("token-endpoint", "client-id", "certificate", "private-key")),
              Way.of(List.of("token-endpoint", "client-id", "refresh-token"), "client-secret")));

  private static final Map<Provider, String> RIGHT =
      Map.of(
          Provider.MICROSOFT,
          "tenant and client-id, and one of client-secret, certificate with private-key, refresh-token",
          Provider.GOOGLE,
          "service-account alone, or client-id, client-secret and refresh-token",
          Provider.OTHER,
          "token-endpoint and client-id, and one of client-secret, certificate with private-key, refresh-token");

  /**
   * What the token endpoint is asked.
   *
   * @param key where these settings are, below {@code counterfoil}
   * @param user of the mailbox
   */
  OAuth2Client client(String key, String user) {
    Provider by = provider;
    if (by == null) {
      throw SettingCheck.wrong(key + ".provider", "", "it must be microsoft, google or other");
    }
    Set<String> given = given();
    SettingCheck.require(
        WAYS.getOrDefault(by, List.of()).stream().anyMatch(way -> way.fits(given)),
        key + ".provider",
        by,
        "it needs %s below counterfoil.%s; found is %s"
            .formatted(RIGHT.get(by), key, given.isEmpty() ? "nothing" : String.join(", ", given)));
    if (!serviceAccount.isEmpty()) {
      return serviceAccount(key, user);
    }
    String ends =
        switch (by) {
          case MICROSOFT -> "https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/token";
          case GOOGLE -> "https://oauth2.googleapis.com/token";
          case OTHER -> tokenEndpoint;
        };
    SettingCheck.require(
        tenant.matches("[A-Za-z0-9.-]*"),
        key + ".tenant",
        tenant,
        "it must be the tenant's number or one of its domains");
    Grant grant =
        refreshToken.isEmpty()
            ? new OAuth2Client.ClientCredentials()
            : new OAuth2Client.RefreshToken(refreshToken);
    boolean microsoftByItself = by == Provider.MICROSOFT && refreshToken.isEmpty();
    return new OAuth2Client(
        endpoint(key, ends),
        scope.isEmpty() && microsoftByItself ? "https://outlook.office365.com/.default" : scope,
        proof(key, by),
        grant);
  }

  /** Those that choose the way; endpoint and scope can be given to any. */
  private Set<String> given() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("tenant", tenant);
    all.put("client-id", clientId);
    all.put("client-secret", clientSecret);
    all.put("certificate", certificate);
    all.put("private-key", privateKey);
    all.put("service-account", serviceAccount);
    all.put("refresh-token", refreshToken);
    if (provider == Provider.OTHER) {
      all.put("token-endpoint", tokenEndpoint);
    }
    all.values().removeIf(String::isEmpty);
    return all.keySet();
  }

  private Proof proof(String key, Provider by) {
    if (!clientSecret.isEmpty()) {
      return new OAuth2Client.Secret(clientId, clientSecret, by != Provider.OTHER);
    }
    if (certificate.isEmpty()) {
      return new OAuth2Client.ClientId(clientId);
    }
    X509Certificate known = certificate(key + ".certificate");
    PrivateKey own = privateKey(key + ".private-key", read(key + ".private-key", privateKey));
    SettingCheck.require(
        known.getPublicKey() instanceof RSAPublicKey theirs
            && own instanceof RSAPrivateKey ours
            && theirs.getModulus().equals(ours.getModulus()),
        key + ".private-key",
        privateKey,
        "it must be the key of the certificate, of RSA");
    return new OAuth2Client.Certificate(clientId, known, own);
  }

  private OAuth2Client serviceAccount(String key, String user) {
    String file = key + ".service-account";
    JsonNode json;
    try {
      json = JsonMapper.shared().readTree(read(file, serviceAccount));
    } catch (JacksonException e) {
      // Not its message, which may quote the key.
      throw SettingCheck.wrong(file, serviceAccount, "it must be a file of JSON");
    }
    for (String needed : List.of("client_email", "private_key_id", "private_key", "token_uri")) {
      SettingCheck.require(
          !json.path(needed).asString("").isEmpty(),
          file,
          serviceAccount,
          "it must be the key file of a service account; it has no " + needed);
    }
    String ends = json.path("token_uri").asString();
    return new OAuth2Client(
        endpoint(key, ends),
        scope.isEmpty() ? "https://mail.google.com/" : scope,
        new OAuth2Client.NoProof(),
        new OAuth2Client.ServiceAccount(
            json.path("client_email").asString(),
            json.path("private_key_id").asString(),
            privateKey(file, json.path("private_key").asString()),
            user));
  }

  private URI endpoint(String key, String usual) {
    String found = tokenEndpoint.isEmpty() ? usual : tokenEndpoint;
    try {
      URI uri = URI.create(found);
      boolean safe =
          "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && isHere(uri);
      if (safe && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw SettingCheck.wrong(
        key + ".token-endpoint",
        found,
        "it must be an address that begins with https:// (http:// on this machine only)");
  }

  private static boolean isHere(URI uri) {
    return List.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(uri.getHost()));
  }

  private X509Certificate certificate(String key) {
    try {
      return PemContent.of(read(key, certificate)).getCertificates().get(0);
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw SettingCheck.wrong(key, certificate, "it must be a file with a certificate in PEM");
    }
  }

  private static PrivateKey privateKey(String key, String pem) {
    try {
      PrivateKey found = PemContent.of(pem).getPrivateKey();
      if (found instanceof RSAPrivateKey) {
        return found;
      }
    } catch (IllegalStateException | IllegalArgumentException e) {
      // Said below, without a word of the key.
    }
    throw SettingCheck.wrong(
        key, "", "it must have a private key of RSA in PEM that is not encrypted");
  }

  private static String read(String key, String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException | InvalidPathException e) {
      throw SettingCheck.wrong(key, file, "there is no such file that can be read");
    }
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "OAuth2Settings" + List.of(String.valueOf(provider), given());
  }
}
