package counterfoil.letters;

/** A letter: what the desk sends. To be filled. */
public record Letter(String messageId) {}
