package counterfoil.mailbox;

/**
 * A mail that lies in a folder, before it is fetched.
 *
 * @param uid its UID
 * @param size in bytes, as the server says; 0 when it does not
 * @param leaving whether it is marked to leave and could not be taken out
 */
record Listed(long uid, long size, boolean leaving) {}
