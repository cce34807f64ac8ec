package counterfoil.mail;

import java.time.Instant;
import java.util.Optional;

/**
 * A mail that somebody passed on, as the mail that carries it tells of it. Nothing of this is
 * proven: whoever forwards can write any name above any text.
 *
 * @param from who wrote it: one valid mailbox, never one of the desk's own
 * @param subject of the mail passed on; empty when it is not told
 * @param date when it was written; empty when it is not told, or can be read in two ways. Programs
 *     write it in the time of the forwarder without naming the zone, so it may be off by hours
 * @param text its body without the header above it
 * @param words what the forwarder wrote themselves; may be empty
 */
public record ForwardedMail(
    Address from, String subject, Optional<Instant> date, String text, String words) {}
