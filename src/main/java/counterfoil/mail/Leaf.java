package counterfoil.mail;

import java.util.Optional;

/**
 * A part that is no multipart, and where it stands.
 *
 * @param message the mail it belongs to
 * @param shared the body that its alternatives share; empty when it stands for itself
 * @param isOnlyOrAlternative whether it is the whole mail, or one of its forms
 * @param depth multiparts and mails around it
 */
record Leaf(
    PartHead head, Message message, Optional<Body> shared, boolean isOnlyOrAlternative, int depth) {

  /** The body that its text belongs to. */
  Body body() {
    return shared.orElseGet(message::newBody);
  }

  /** A text of the mail, rather than a file: its forms may bear a name, too. */
  boolean isBodyText() {
    boolean isFile = head.isAttachment() || (!head.name().isEmpty() && !isOnlyOrAlternative);
    return head.isText() && !isFile;
  }
}
