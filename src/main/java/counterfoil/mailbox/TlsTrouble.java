package counterfoil.mailbox;

import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** What is wrong with a secure connection, and what to do about it. */
final class TlsTrouble {

  private TlsTrouble() {}

  /** Empty when the trouble is another. */
  static String sentence(Account.Server server, Exception trouble) {
    String words = "";
    boolean secure = false;
    for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
      words += " " + String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      secure |= cause instanceof SSLException || cause instanceof CertificateException;
      String certificate = certificate(server, cause);
      if (!certificate.isEmpty()) {
        return certificate;
      }
    }
    if (words.contains("tls") && words.contains("required but")) {
      return "%s does not offer STARTTLS, and without it nothing is sent: if it expects TLS from the first byte, set tls to tls and its port"
          .formatted(server);
    }
    return secure ? handshake(server, trouble, words) : silence(server, trouble);
  }

  private static String certificate(Account.Server server, Throwable cause) {
    if (cause instanceof CertificateExpiredException) {
      return "the certificate of %s has expired (%s): whoever runs the server must renew it"
          .formatted(server, cause.getMessage());
    }
    if (cause instanceof CertificateNotYetValidException) {
      return "the certificate of %s is not valid yet (%s): check the clock of this machine"
          .formatted(server, cause.getMessage());
    }
    if (cause instanceof CertPathBuilderException) {
      return "the certificate of %s is signed by nobody we trust: if your company has an authority of its own, set counterfoil.mailbox.trust to a PEM file with its certificate"
          .formatted(server);
    }
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof CertificateException
        && (message.startsWith("No subject alternative")
            || message.startsWith("No name matching")
            || message.contains("is not matching"))) {
      return "the certificate of %s belongs to another name: set host to a name that stands in it"
          .formatted(server);
    }
    return "";
  }

  private static String handshake(Account.Server server, Exception trouble, String words) {
    if (words.contains("unsupported or unrecognized ssl message")) {
      return "%s does not speak TLS from the first byte: check the port, or set tls to starttls"
          .formatted(server);
    }
    if (words.contains("protocol_version")
        || words.contains("not accepted by client preferences")) {
      return "%s speaks only versions of TLS that are no longer safe: it must be brought to TLS 1.2 or newer"
          .formatted(server);
    }
    for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
      if (cause instanceof EOFException) {
        return "%s ended the connection while it was being secured: check that its port is one for TLS"
            .formatted(server);
      }
    }
    return "no secure connection with %s: %s".formatted(server, last(trouble));
  }

  /** A server that waits for TLS says nothing to a client that waits for words. */
  private static String silence(Account.Server server, Exception trouble) {
    for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException
          && "Read timed out".equals(cause.getMessage())
          && server.tls() == Account.Tls.STARTTLS) {
        return "%s does not answer in time: if it expects TLS from the first byte, set tls to tls and its port"
            .formatted(server);
      }
    }
    return "";
  }

  private static String last(Throwable trouble) {
    Throwable cause = trouble;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
