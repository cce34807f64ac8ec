package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.mailbox.OAuth2Client;
import counterfoil.rig.BotProcess;
import counterfoil.rig.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class OAuth2SettingsTest {

  private static final String DESK = "help@desk.example";

  @TempDir private Path folder;

  @Test
  void microsoftBySecret() {
    OAuth2Client client =
        client(
            Map.of(
                "PROVIDER", "microsoft",
                "TENANT", "desk.example",
                "CLIENT_ID", "client-1",
                "CLIENT_SECRET", "s3cret-word"));

    assertThat(client.tokenEndpoint())
        .isEqualTo(URI.create("https://login.microsoftonline.com/desk.example/oauth2/v2.0/token"));
    assertThat(client.scope()).isEqualTo("https://outlook.office365.com/.default");
    assertThat(client.proof()).isEqualTo(new OAuth2Client.Secret("client-1", "s3cret-word", true));
    assertThat(client.grant()).isEqualTo(new OAuth2Client.ClientCredentials());
    assertThat(client.toString()).doesNotContain("s3cret-word");
  }

  @Test
  void microsoftByCertificate() throws Exception {
    TestCertificate known = TestCertificate.make();
    OAuth2Client client =
        client(
            Map.of(
                "PROVIDER", "microsoft",
                "TENANT", "desk.example",
                "CLIENT_ID", "client-1",
                "CERTIFICATE", known.writeCertificate(folder.resolve("cert.pem")).toString(),
                "PRIVATE_KEY", known.writeKey(folder.resolve("key.pem")).toString()));

    assertThat(client.proof())
        .isEqualTo(new OAuth2Client.Certificate("client-1", known.certificate(), known.key()));
  }

  @Test
  void microsoftByRefreshTokenOfPublicClient() {
    OAuth2Client client =
        client(
            Map.of(
                "PROVIDER", "microsoft",
                "TENANT", "desk.example",
                "CLIENT_ID", "client-1",
                "REFRESH_TOKEN", "s3cret-token"));

    assertThat(client.proof()).isEqualTo(new OAuth2Client.ClientId("client-1"));
    assertThat(client.grant()).isEqualTo(new OAuth2Client.RefreshToken("s3cret-token"));
    assertThat(client.scope()).as("as it was granted").isEmpty();
    assertThat(client.toString()).doesNotContain("s3cret-token");
  }

  @Test
  void googleByServiceAccountInTheNameOfTheMailbox() throws Exception {
    var key = TestCertificate.keys().getPrivate();
    OAuth2Client client =
        client(Map.of("PROVIDER", "google", "SERVICE_ACCOUNT", serviceAccount(key).toString()));

    assertThat(client.tokenEndpoint()).isEqualTo(URI.create("https://oauth2.googleapis.com/token"));
    assertThat(client.scope()).isEqualTo("https://mail.google.com/");
    assertThat(client.grant())
        .isEqualTo(
            new OAuth2Client.ServiceAccount(
                "desk@project.iam.gserviceaccount.example", "key-7", key, DESK));
  }

  private Path serviceAccount(java.security.PrivateKey key) throws IOException {
    return Files.writeString(
        folder.resolve("account.json"),
        """
        {
          "type": "service_account",
          "private_key_id": "key-7",
          "private_key": "%s",
          "client_email": "desk@project.iam.gserviceaccount.example",
          "client_id": "117",
          "token_uri": "https://oauth2.googleapis.com/token"
        }
        """
            .formatted(TestCertificate.pem(key).replace("\n", "\\n")));
  }

  @Test
  void googleByRefreshToken() {
    OAuth2Client client =
        client(
            Map.of(
                "PROVIDER", "google",
                "CLIENT_ID", "client-1",
                "CLIENT_SECRET", "s3cret-word",
                "REFRESH_TOKEN", "s3cret-token"));

    assertThat(client.tokenEndpoint()).isEqualTo(URI.create("https://oauth2.googleapis.com/token"));
    assertThat(client.grant()).isEqualTo(new OAuth2Client.RefreshToken("s3cret-token"));
  }

  @Test
  void anybodyElseByTheirEndpoint() {
    OAuth2Client client =
        client(
            Map.of(
                "PROVIDER", "other",
                "CLIENT_ID", "client-1",
                "CLIENT_SECRET", "s3cret-word",
                "TOKEN_ENDPOINT", "https://id.desk.example/token",
                "SCOPE", "mail"));

    assertThat(client.tokenEndpoint()).isEqualTo(URI.create("https://id.desk.example/token"));
    assertThat(client.scope()).isEqualTo("mail");
    assertThat(client.proof()).isEqualTo(new OAuth2Client.Secret("client-1", "s3cret-word", false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CLIENT_ID=x | oauth2.provider | microsoft, google or other",
        "PROVIDER=microsoft | oauth2.provider | tenant and client-id, and one of client-secret",
        "PROVIDER=microsoft TENANT=x CLIENT_ID=y | oauth2.provider | found is tenant, client-id",
        "PROVIDER=microsoft TENANT=x CLIENT_ID=y CLIENT_SECRET=z PRIVATE_KEY=k | oauth2.provider | found is",
        "PROVIDER=microsoft TENANT=a/b CLIENT_ID=y CLIENT_SECRET=z | oauth2.tenant | number or one of its domains",
        "PROVIDER=microsoft TENANT=x CLIENT_ID=y CERTIFICATE=/no PRIVATE_KEY=/no | oauth2.certificate | no such file",
        "PROVIDER=google TENANT=x SERVICE_ACCOUNT=y | oauth2.provider | service-account alone",
        "PROVIDER=google SERVICE_ACCOUNT=/no | oauth2.service-account | no such file",
        "PROVIDER=google CLIENT_ID=x CLIENT_SECRET=z | oauth2.provider | refresh-token",
        "PROVIDER=other CLIENT_ID=x CLIENT_SECRET=z | oauth2.provider | token-endpoint",
        "PROVIDER=other CLIENT_ID=x CLIENT_SECRET=z TOKEN_ENDPOINT=http://id.desk.example/token | oauth2.token-endpoint | https://",
        "PROVIDER=other CLIENT_ID=x CLIENT_SECRET=z TOKEN_ENDPOINT=id.desk.example | oauth2.token-endpoint | https://",
      })
  void wrongCombinationStopsTheStartWithItsKey(String given, String key, String right) {
    Map<String, String> oauth2 = new HashMap<>();
    for (String one : given.split(" ")) {
      oauth2.put(one.split("=", 2)[0], one.split("=", 2)[1]);
    }

    assertThatThrownBy(() -> bind(oauth2, Map.of()))
        .rootCause()
        .hasMessageContaining("counterfoil.mailboxes.desk." + key)
        .hasMessageContaining(right);
  }

  @Test
  void fileThatHoldsNoKeyStopsTheStartWithoutAWordOfIt() throws Exception {
    TestCertificate one = TestCertificate.make();
    Path certificate = one.writeCertificate(folder.resolve("cert.pem"));
    Path other =
        Files.writeString(
            folder.resolve("other.pem"), TestCertificate.pem(TestCertificate.keys().getPrivate()));
    Path garbage = Files.writeString(folder.resolve("garbage.pem"), "s3cret-word");
    Path json =
        Files.writeString(folder.resolve("a.json"), "{\"private_key\": \"s3cret-word\", \"x\" }");

    assertThatThrownBy(() -> bind(certificate(certificate, other), Map.of()))
        .rootCause()
        .hasMessageContaining("oauth2.private-key")
        .hasMessageContaining("the key of the certificate");
    assertThatThrownBy(() -> bind(certificate(certificate, garbage), Map.of()))
        .rootCause()
        .hasMessageContaining("oauth2.private-key")
        .hasMessageContaining("private key of RSA in PEM")
        .hasMessageNotContaining("s3cret-word");
    assertThatThrownBy(() -> bind(certificate(garbage, other), Map.of()))
        .rootCause()
        .hasMessageContaining("oauth2.certificate")
        .hasMessageContaining("certificate in PEM");
    assertThatThrownBy(
            () -> bind(Map.of("PROVIDER", "google", "SERVICE_ACCOUNT", json.toString()), Map.of()))
        .rootCause()
        .hasMessageContaining("oauth2.service-account")
        .hasMessageNotContaining("s3cret-word");
  }

  private static Map<String, String> certificate(Path certificate, Path key) {
    return Map.of(
        "PROVIDER", "microsoft",
        "TENANT", "desk.example",
        "CLIENT_ID", "client-1",
        "CERTIFICATE", certificate.toString(),
        "PRIVATE_KEY", key.toString());
  }

  @Test
  void passwordBesidesStopsTheStartUnlessTheServerIsLeftOut() {
    Map<String, String> oauth2 =
        Map.of(
            "PROVIDER", "microsoft",
            "TENANT", "desk.example",
            "CLIENT_ID", "client-1",
            "CLIENT_SECRET", "s3cret-word");

    assertThatThrownBy(() -> bind(oauth2, Map.of("SMTP_PASSWORD", "s3cret-word")))
        .rootCause()
        .hasMessageContaining("counterfoil.mailboxes.desk.smtp.password")
        .hasMessageContaining("set counterfoil.mailboxes.desk.smtp.oauth2 to false")
        .hasMessageNotContaining("s3cret-word");
    var account =
        bind(
                oauth2,
                Map.of(
                    "SMTP_PASSWORD", "s3cret-word", "SMTP_USER", "relay", "SMTP_OAUTH2", "false"))
            .accounts(0, 0, Clock.systemUTC())
            .get("desk");
    assertThat(account.smtp().login()).hasToString("by password");
    assertThat(account.smtp().user()).isEqualTo("relay");
    assertThat(account.toString()).contains("imap.desk.example").doesNotContain("s3cret-word");
  }

  @Test
  void userIsTheAddressUnlessItIsSaid() {
    Map<String, String> oauth2 =
        Map.of(
            "PROVIDER", "microsoft",
            "TENANT", "desk.example",
            "CLIENT_ID", "client-1",
            "CLIENT_SECRET", "s3cret-word");
    var account =
        bind(oauth2, Map.of("SMTP_USER", "shared@desk.example"))
            .accounts(0, 0, Clock.systemUTC())
            .get("desk");

    assertThat(account.smtp().user()).isEqualTo("shared@desk.example");
    assertThat(account.toString()).doesNotContain("s3cret-word");
    assertThat(account.smtp().login()).hasToString("by OAuth2");
  }

  @Test
  void variableOfEverySettingIsKnown() {
    assertThatCode(
            () ->
                UnknownVariables.refuse(
                    Map.of(
                        "COUNTERFOIL_MAILBOXES_DESK_OAUTH2_PROVIDER", "x",
                        "COUNTERFOIL_MAILBOXES_DESK_OAUTH2_TENANT", "x",
                        "COUNTERFOIL_MAILBOXES_DESK_OAUTH2_CLIENT_ID", "x",
                        "COUNTERFOIL_MAILBOXES_DESK_OAUTH2_CLIENT_SECRET", "x",
                        "COUNTERFOIL_MAILBOXES_DESK_OAUTH2_PRIVATE_KEY", "x",
                        "COUNTERFOIL_MAILBOXES_DESK_OAUTH2_SERVICE_ACCOUNT", "x",
                        "COUNTERFOIL_MAILBOXES_DESK_OAUTH2_REFRESH_TOKEN", "x",
                        "COUNTERFOIL_MAILBOXES_DESK_OAUTH2_TOKEN_ENDPOINT", "x",
                        "COUNTERFOIL_MAILBOXES_DESK_OAUTH2_SCOPE", "x",
                        "COUNTERFOIL_MAILBOXES_DESK_SMTP_OAUTH2", "false")))
        .doesNotThrowAnyException();
  }

  @Test
  void botEndsWithASentenceAndWithoutTheSecret() throws Exception {
    Map<String, String> settings = new HashMap<>(environment(Map.of(), Map.of()));
    settings.put("COUNTERFOIL_DATA", folder.toString());
    settings.put("SERVER_PORT", "0");
    settings.put("COUNTERFOIL_MAILBOXES_DESK_OAUTH2_PROVIDER", "microsoft");
    settings.put("COUNTERFOIL_MAILBOXES_DESK_OAUTH2_CLIENT_ID", "client-1");
    settings.put("COUNTERFOIL_MAILBOXES_DESK_OAUTH2_CLIENT_SECRET", "s3cret-word");
    try (BotProcess bot =
        BotProcess.start(BotProcess.onClassPath(), settings, folder.resolve("bot.log"))) {
      bot.awaitEnd();

      assertThat(bot.said())
          .contains("counterfoil.mailboxes.desk.oauth2")
          .contains("it needs tenant and client-id")
          .contains("found is client-id, client-secret")
          .doesNotContain("s3cret-word")
          .doesNotContain("\tat ");
    }
  }

  private static OAuth2Client client(Map<String, String> oauth2) {
    OAuth2Settings found = bind(oauth2, Map.of()).mailboxes().get("desk").oauth2();
    assertThat(found).isNotNull();
    assertThat(found.toString()).doesNotContain("s3cret");
    return found.client("mailboxes.desk.oauth2", DESK);
  }

  private static Settings bind(Map<String, String> oauth2, Map<String, String> mailbox) {
    MutablePropertySources sources = new MutablePropertySources();
    sources.addFirst(
        new SystemEnvironmentPropertySource(
            "systemEnvironment", new HashMap<>(environment(oauth2, mailbox))));
    return new Binder(ConfigurationPropertySources.from(sources))
        .bindOrCreate("counterfoil", Settings.class);
  }

  private static Map<String, String> environment(
      Map<String, String> oauth2, Map<String, String> mailbox) {
    Map<String, String> all = new HashMap<>();
    all.put("COUNTERFOIL_MAILBOXES_DESK_ADDRESS", DESK);
    all.put("COUNTERFOIL_MAILBOXES_DESK_IMAP_HOST", "imap.desk.example");
    all.put("COUNTERFOIL_MAILBOXES_DESK_SMTP_HOST", "smtp.desk.example");
    oauth2.forEach((key, value) -> all.put("COUNTERFOIL_MAILBOXES_DESK_OAUTH2_" + key, value));
    mailbox.forEach((key, value) -> all.put("COUNTERFOIL_MAILBOXES_DESK_" + key, value));
    return all;
  }
}
