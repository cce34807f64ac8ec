package counterfoil.screen;

/**
 * What a mail is, and why.
 *
 * @param mailClass the class
 * @param reason one sentence a person can read
 */
public record Screening(MailClass mailClass, String reason) {}
