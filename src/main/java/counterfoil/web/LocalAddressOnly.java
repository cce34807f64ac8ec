package counterfoil.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Binds a server without a password to this machine, and refuses to start when a setting asks for
 * more.
 */
final class LocalAddressOnly
    implements WebServerFactoryCustomizer<ConfigurableWebServerFactory>, Ordered {

  private final AdminSettings admin;
  private final Environment environment;

  LocalAddressOnly(AdminSettings admin, Environment environment) {
    this.admin = admin;
    this.environment = environment;
  }

  @Override
  public void customize(ConfigurableWebServerFactory server) {
    if (admin.passwordIsSet()) {
      return;
    }
    server.setAddress(localOr("server.address", InetAddress.getLoopbackAddress()));
    // A management port of its own is a second server, which this class does not get to see.
    if (environment.containsProperty("management.server.port")) {
      if (!environment.containsProperty("management.server.address")) {
        throw refused("management.server.address", "");
      }
      localOr("management.server.address", InetAddress.getLoopbackAddress());
    }
  }

  /** After Spring Boot's own customizers, which set what {@code server.address} says. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  private InetAddress localOr(String key, InetAddress otherwise) {
    String configured = environment.getProperty(key, "");
    if (configured.isBlank()) {
      return otherwise;
    }
    try {
      InetAddress address = InetAddress.getByName(configured);
      if (address.isLoopbackAddress()) {
        return address;
      }
    } catch (UnknownHostException e) {
      throw new InvalidConfigurationPropertyValueException(
          key, configured, "There is no such address on this machine.");
    }
    throw refused(key, configured);
  }

  private static InvalidConfigurationPropertyValueException refused(String key, String value) {
    return new InvalidConfigurationPropertyValueException(
        key,
        value,
        "No admin password is set, so the server may only be reached from this machine. Set"
            + " counterfoil.admin-password (environment COUNTERFOIL_ADMIN_PASSWORD), or set "
            + key
            + " to 127.0.0.1.");
  }
}
