package counterfoil.app;

import java.time.Duration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Stops the start with the key of a setting, what was found there, and what would be right. */
final class SettingCheck {

  private SettingCheck() {}

  /**
   * @param key without the {@code counterfoil.} before it
   */
  static void require(boolean right, String key, Object found, String sentence) {
    if (!right) {
      throw wrong(key, found, sentence);
    }
  }

  static InvalidConfigurationPropertyValueException wrong(
      String key, Object found, String sentence) {
    return new InvalidConfigurationPropertyValueException("counterfoil." + key, found, sentence);
  }

  static void between(int least, int most, String key, int found) {
    require(
        found >= least && found <= most,
        key,
        found,
        "it must be a number from %d to %d".formatted(least, most));
  }

  static void longerThanNothing(String key, Duration found) {
    require(
        !found.isNegative() && !found.isZero(),
        key,
        found,
        "it must be longer than nothing, such as 60s");
  }
}
