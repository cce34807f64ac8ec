package counterfoil.desk;

import counterfoil.mail.Address;

/**
 * A customer's mail that an engineer passed on to the desk (rule 28).
 *
 * @param from whose mail it was
 * @param subject of that mail
 * @param text of that mail
 * @param words what the engineer wrote above it; may be empty
 */
public record PassedOn(Address from, String subject, String text, String words) {}
