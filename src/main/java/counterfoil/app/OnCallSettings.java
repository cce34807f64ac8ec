package counterfoil.app;

import static counterfoil.app.SettingCheck.require;

import counterfoil.desk.OnCall;
import counterfoil.ticket.Engineers;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How whoever is woken by a P1, and told of what is overdue, is written to; who that is stands in
 * {@code config/engineers.yaml}.
 *
 * @param language of the letters to them, two letters
 */
public record OnCallSettings(@DefaultValue("en") String language) {

  /** Says in a sentence which value cannot be, and what would be right. */
  void check() {
    require(
        language.matches("[a-z]{2}"),
        "on-call.language",
        language,
        "it must be two small letters, such as en");
  }

  OnCall onCall(Engineers engineers) {
    return new OnCall(engineers.onCallAddress(), language);
  }
}
