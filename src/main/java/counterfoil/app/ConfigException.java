package counterfoil.app;

/** Something in {@code config/} is wrong; the message says what, where, and what would be right. */
final class ConfigException extends RuntimeException {

  ConfigException(String message) {
    super(message);
  }

  ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
