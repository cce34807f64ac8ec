package counterfoil.web;

/** Somebody asked for what the desk does not have; the message is a sentence for them. */
final class NotThere extends RuntimeException {

  NotThere(String sentence) {
    super(sentence);
  }
}
