package counterfoil.letters;

/**
 * What a letter says to somebody whom the desk does not serve (rule 20).
 *
 * @param language two letters
 * @param desk the address of the desk
 */
public record NotEntitled(String language, String desk) {}
