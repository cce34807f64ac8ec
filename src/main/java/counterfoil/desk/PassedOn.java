package counterfoil.desk;

import counterfoil.mail.Address;
import counterfoil.mail.ForwardReader;
import counterfoil.mail.ParsedMail;
import java.util.Optional;

/**
 * A customer's mail that an engineer passed on to the desk (rule 28).
 *
 * @param from whose mail it was
 * @param subject of that mail
 * @param text of that mail
 * @param words what the engineer wrote above it; may be empty
 */
public record PassedOn(Address from, String subject, String text, String words) {

  /** As it stands in a mail; empty when no single address of its author can be told. */
  static Optional<PassedOn> in(ParsedMail mail, People people) {
    return new ForwardReader()
        .read(mail, people::isOwn)
        .map(one -> new PassedOn(one.from(), one.subject(), one.text(), one.words()));
  }
}
