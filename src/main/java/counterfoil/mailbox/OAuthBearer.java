package counterfoil.mailbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.Security;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslClientFactory;
import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of OAUTHBEARER (RFC 7628), which Angus Mail finds by the mechanism's name. It
 * brings the one of XOAUTH2 along itself.
 */
final class OAuthBearer implements SaslClient {

  static final String NAME = "OAUTHBEARER";

  private static final byte[] NOTHING_MORE = {1};

  private final CallbackHandler asked;
  private boolean sent;
  private boolean complete;

  private OAuthBearer(CallbackHandler asked) {
    this.asked = asked;
  }

  /** Makes the mechanism known to this JVM. */
  static void register() {
    Security.addProvider(new Known());
  }

  @Override
  public String getMechanismName() {
    return NAME;
  }

  @Override
  public boolean hasInitialResponse() {
    return true;
  }

  @Override
  public byte[] evaluateChallenge(byte[] challenge) throws SaslException {
    if (sent) {
      // The reason of a refusal, which is to be answered before the refusal comes (section 3.2.3).
      complete = true;
      return NOTHING_MORE;
    }
    NameCallback name = new NameCallback("user");
    PasswordCallback token = new PasswordCallback("token", false);
    try {
      asked.handle(new Callback[] {name, token});
    } catch (IOException | UnsupportedCallbackException e) {
      throw new SaslException("there is no token", e);
    }
    sent = true;
    String user = name.getName().replace("=", "=3D").replace(",", "=2C");
    String message = "n,a=%s,\1auth=Bearer %s\1\1".formatted(user, new String(token.getPassword()));
    token.clearPassword();
    return message.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  @Override
  public byte[] unwrap(byte[] incoming, int offset, int length) {
    throw new IllegalStateException("there is no layer");
  }

  @Override
  public byte[] wrap(byte[] outgoing, int offset, int length) {
    throw new IllegalStateException("there is no layer");
  }

  @Override
  public @Nullable Object getNegotiatedProperty(String name) {
    return null;
  }

  @Override
  public void dispose() {
    // Nothing is held.
  }

  /** A provider of Java's, the way by which a mechanism is found. */
  private static final class Known extends Provider {

    Known() {
      super("Counterfoil-SASL", "1", "OAUTHBEARER of RFC 7628");
      putService(
          new Service(this, "SaslClientFactory", NAME, Factory.class.getName(), null, null) {
            @Override
            public Object newInstance(@Nullable Object parameter) {
              return new Factory();
            }
          });
    }
  }

  private static final class Factory implements SaslClientFactory {

    @Override
    public @Nullable SaslClient createSaslClient(
        String[] mechanisms,
        @Nullable String authorizationId,
        String protocol,
        String host,
        Map<String, ?> properties,
        CallbackHandler asked) {
      for (String mechanism : mechanisms) {
        if (mechanism.equals(NAME)) {
          return new OAuthBearer(asked);
        }
      }
      return null;
    }

    @Override
    public String[] getMechanismNames(Map<String, ?> properties) {
      return new String[] {NAME};
    }
  }
}
