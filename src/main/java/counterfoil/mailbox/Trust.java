package counterfoil.mailbox;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates are believed: those of the authorities that Java knows, and of the company's
 * own when a file of theirs is set. There is no way to believe everybody.
 */
final class Trust {

  private Trust() {}

  /** Secures the socket that was kept for the connection. */
  static SSLSocketFactory factory(Account.Watching watching, KeptSocket socket)
      throws MessagingException {
    if (watching.trust().isEmpty()) {
      return new OverKeptSocket((SSLSocketFactory) SSLSocketFactory.getDefault(), socket);
    }
    Path file = watching.trust().get();
    try {
      KeyStore store = javasOwn();
      int number = 0;
      for (Certificate one : certificates(file)) {
        store.setCertificateEntry("own-" + number++, one);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(store), null);
      return new OverKeptSocket(context.getSocketFactory(), socket);
    } catch (IOException | GeneralSecurityException e) {
      throw new MessagingException(
          "counterfoil.mailbox.trust is %s, and it cannot be read as certificates in PEM: %s"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new GeneralSecurityException("there is none in it");
      }
      return found;
    }
  }

  private static KeyStore javasOwn() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (TrustManager manager : managers(null)) {
      if (manager instanceof X509TrustManager known) {
        for (X509Certificate issuer : known.getAcceptedIssuers()) {
          store.setCertificateEntry("java-" + number++, issuer);
        }
      }
    }
    return store;
  }

  private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  /** The library connects a socket and has it secured; the one that was kept is the one below. */
  private static final class OverKeptSocket extends SSLSocketFactory {

    private final SSLSocketFactory secure;
    private final KeptSocket kept;

    OverKeptSocket(SSLSocketFactory secure, KeptSocket kept) {
      this.secure = secure;
      this.kept = kept;
    }

    @Override
    public Socket createSocket(Socket below, String host, int port, boolean autoClose)
        throws IOException {
      kept.keep(below);
      return secure.createSocket(below, host, port, autoClose);
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return secure.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return secure.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return secure.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
        throws IOException {
      return secure.createSocket(host, port, localHost, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return secure.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
        throws IOException {
      return secure.createSocket(host, port, localHost, localPort);
    }
  }
}
