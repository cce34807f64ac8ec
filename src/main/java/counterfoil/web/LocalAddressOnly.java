package counterfoil.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
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
    server.setAddress(local("server.address").orElse(InetAddress.getLoopbackAddress()));
    // A management port of its own is a second server, which this class does not get to see.
    String managementPort = environment.getProperty("management.server.port", "");
    if (!managementPort.isBlank() && local("management.server.address").isEmpty()) {
      throw refused("management.server.port", managementPort, "management.server.address");
    }
  }

  /** After Spring Boot's own customizers, which set what {@code server.address} says. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  /** The address that is set, when one is and it is of this machine. */
  private Optional<InetAddress> local(String key) {
    String configured = environment.getProperty(key, "");
    if (configured.isBlank()) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.getByName(configured);
      if (address.isLoopbackAddress()) {
        return Optional.of(address);
      }
    } catch (UnknownHostException e) {
      throw new InvalidConfigurationPropertyValueException(
          key, configured, "There is no such address on this machine.");
    }
    throw refused(key, configured, key);
  }

  private static InvalidConfigurationPropertyValueException refused(
      String key, String value, String addressKey) {
    return new InvalidConfigurationPropertyValueException(
        key,
        value,
        "No admin password is set, so the server may only be reached from this machine. Set"
            + " counterfoil.admin-password (environment COUNTERFOIL_ADMIN_PASSWORD), or set "
            + addressKey
            + " to 127.0.0.1.");
  }
}
