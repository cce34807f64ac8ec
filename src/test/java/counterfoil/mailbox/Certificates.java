package counterfoil.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority of our own and what it signs, made by Java's keytool. */
final class Certificates {

  private static final String WORD = "not-a-secret";

  private final Path folder;

  Certificates(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    keytool("-genkeypair", "-alias", "authority", "-dname", "CN=Harbour Authority", "-ext", "bc:c");
    keytool("-exportcert", "-rfc", "-alias", "authority", "-file", authority().toString());
    keytool("-genkeypair", "-alias", "server", "-dname", "CN=server");
    keytool("-certreq", "-alias", "server", "-file", file("request").toString());
  }

  /** In PEM. */
  Path authority() {
    return file("authority.pem");
  }

  /**
   * What a server needs to prove that it is somebody.
   *
   * @param from days from now
   * @param days how long it is valid
   */
  SSLContext server(String name, String from, int days)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path signed = file(name + from + ".pem");
    keytool(
        "-gencert",
        "-rfc",
        "-alias",
        "authority",
        "-infile",
        file("request").toString(),
        "-outfile",
        signed.toString(),
        "-ext",
        "san=dns:" + name,
        "-startdate",
        from,
        "-validity",
        String.valueOf(days));
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file("keys.p12"))) {
      keys.load(in, WORD.toCharArray());
    }
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    own.setKeyEntry(
        "server",
        keys.getKey("server", WORD.toCharArray()),
        WORD.toCharArray(),
        new Certificate[] {certificate(signed), certificate(authority())});
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(own, WORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static Certificate certificate(Path file) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", file("keys.p12").toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", WORD));
    if (arguments[0].equals("-genkeypair")) {
      command.addAll(List.of("-keyalg", "EC", "-validity", "3650", "-startdate", "-30d"));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
  }
}
