package counterfoil.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may look at the desk.
 *
 * @param adminPassword the password of the user {@code admin}; while it is empty nobody is asked to
 *     log in and the server can be reached from this machine only
 */
@ConfigurationProperties("counterfoil")
record AdminSettings(@DefaultValue("") String adminPassword) {

  /** The one user there is. */
  static final String ADMIN = "admin";

  /** Whether visitors must log in. */
  boolean passwordIsSet() {
    return !adminPassword.isBlank();
  }

  /** Never the password: settings are printed. */
  @Override
  public String toString() {
    return "AdminSettings[adminPassword=" + (passwordIsSet() ? "set" : "empty") + "]";
  }
}
