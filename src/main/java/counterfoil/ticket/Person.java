package counterfoil.ticket;

/**
 * Someone a ticket knows.
 *
 * @param email the address as it was written
 * @param name the display name; may be empty
 */
public record Person(String email, String name) {}
