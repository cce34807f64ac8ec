package counterfoil.trust;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A mail of Nadia's that is signed as RFC 6376 says, by another way than the one that checks it:
 * with strings and patterns. What a test changes, it changes before or behind the signing.
 */
final class SignedMail {

  static final KeyPair RSA = keys("RSA", 2_048);
  static final KeyPair SHORT = keys("RSA", 768);
  static final KeyPair ED25519 = keys("Ed25519", 255);

  private final List<String> fields =
      new ArrayList<>(
          List.of(
              "From: Nadia Hart <nadia@harbour-hotels.example>\r\n",
              "To: servicedesk@counterfoil.example\r\n",
              "Subject: Nobody gets through,\r\n\tnot even   we \r\n",
              "Date: Mon, 2 Mar 2026 09:15:00 +0100\r\n",
              "Message-ID: <one@harbour-hotels.example>\r\n"));
  private final Map<String, String> tags = new LinkedHashMap<>();
  private String body = "Hello,\r\n\r\nno call  is answered. \r\n\r\n\r\n";
  private KeyPair keys = RSA;
  private final List<String> signatures = new ArrayList<>();

  SignedMail() {
    tags.put("v", "1");
    tags.put("a", "rsa-sha256");
    tags.put("c", "relaxed/relaxed");
    tags.put("d", "harbour-hotels.example");
    tags.put("s", "mail");
    tags.put("h", "From : To : Subject:Date:Message-ID");
  }

  static KeyPair keys(String algorithm, int size) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(size);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The record that publishes a key. */
  static String record(KeyPair keys) {
    byte[] encoded = keys.getPublic().getEncoded();
    boolean isRsa = keys.getPublic().getAlgorithm().equals("RSA");
    byte[] key = isRsa ? encoded : Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    return "v=DKIM1; k=%s; p=%s"
        .formatted(isRsa ? "rsa" : "ed25519", Base64.getEncoder().encodeToString(key));
  }

  SignedMail tag(String name, String value) {
    tags.put(name, value);
    return this;
  }

  SignedMail by(KeyPair pair) {
    keys = pair;
    return this;
  }

  SignedMail field(String field) {
    fields.add(0, field + "\r\n");
    return this;
  }

  SignedMail without(String name) {
    fields.removeIf(field -> field.startsWith(name + ":"));
    return this;
  }

  SignedMail body(String text) {
    body = text;
    return this;
  }

  /** Signs what is there now; the signature stands above the others. */
  SignedMail sign() {
    try {
      String[] c = tags.getOrDefault("c", "simple").split("/");
      boolean relaxedBody = c.length > 1 && c[1].equals("relaxed");
      byte[] hash = sha256(canonicalBody(relaxedBody));
      String list =
          tags.entrySet().stream()
              .map(tag -> tag.getKey() + "=" + tag.getValue())
              .collect(Collectors.joining("; "));
      String unsigned =
          "DKIM-Signature: %s;\r\n bh=%s;\r\n\tb="
              .formatted(list, Base64.getEncoder().encodeToString(hash));
      boolean relaxed = c[0].equals("relaxed");
      StringBuilder signed = new StringBuilder();
      List<String> left = new ArrayList<>(fields);
      for (String name : tags.get("h").split(":")) {
        for (int i = left.size() - 1; i >= 0; i--) {
          if (left.get(i).toLowerCase().startsWith(name.strip().toLowerCase() + ":")) {
            signed.append(canonical(left.remove(i), relaxed)).append("\r\n");
            break;
          }
        }
      }
      signed.append(canonical(unsigned, relaxed));
      byte[] bytes = signed.toString().getBytes(ISO_8859_1);
      boolean isRsa = keys.getPrivate().getAlgorithm().equals("RSA");
      Signature signature = Signature.getInstance(isRsa ? "SHA256withRSA" : "Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(isRsa ? bytes : MessageDigest.getInstance("SHA-256").digest(bytes));
      String value =
          Base64.getMimeEncoder(60, "\r\n\t ".getBytes(ISO_8859_1))
              .encodeToString(signature.sign());
      signatures.add(0, unsigned + value + "\r\n");
      return this;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] sha256(String text) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(text.getBytes(ISO_8859_1));
  }

  private String canonicalBody(boolean relaxed) {
    String text = body.isEmpty() || body.endsWith("\r\n") ? body : body + "\r\n";
    if (relaxed) {
      text = text.replaceAll("[ \t]+\r\n", "\r\n").replaceAll("[ \t]+", " ");
    }
    text = text.replaceAll("(\r\n)+$", "");
    return text.isEmpty() && relaxed ? "" : text + "\r\n";
  }

  private static String canonical(String field, boolean relaxed) {
    String bare = field.replaceAll("\r\n$", "");
    if (!relaxed) {
      return bare;
    }
    int colon = bare.indexOf(':');
    return bare.substring(0, colon).strip().toLowerCase()
        + ":"
        + bare.substring(colon + 1).replace("\r\n", "").replaceAll("[ \t]+", " ").strip();
  }

  byte[] raw() {
    return text().getBytes(ISO_8859_1);
  }

  String text() {
    return String.join("", signatures) + String.join("", fields) + "\r\n" + body;
  }
}
