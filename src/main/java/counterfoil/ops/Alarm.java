package counterfoil.ops;

import java.time.Duration;

/**
 * Something that a person should look at, for as long as it lasts.
 *
 * @param name one word for what is wrong, the same in log, metric, health and page
 * @param subject which one of several, such as a mailbox; empty where there is one
 * @param sentence what is wrong and what to do
 * @param patience how long it must last before anybody is told
 */
public record Alarm(String name, String subject, String sentence, Duration patience) {

  /** What stays the same while the sentence changes. */
  String key() {
    return subject.isEmpty() ? name : name + " " + subject;
  }
}
