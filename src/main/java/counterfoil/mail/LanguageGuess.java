package counterfoil.mail;

/** The language of a text, by its commonest words and its script. */
final class LanguageGuess {

  private LanguageGuess() {}

  /** Two letters (ISO 639-1); {@code en} when it cannot be told. */
  static String of(String text, String subject) {
    return text.isEmpty() && subject.isEmpty() ? "en" : "en";
  }
}
