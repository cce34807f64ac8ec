package counterfoil.mail;

import java.util.List;

/**
 * A written mail in its SMTP envelope (RFC 5321 section 2.3.1).
 *
 * @param mailbox the name of the mailbox whose SMTP server takes it
 * @param sender the reverse path without angle brackets; empty for the null sender
 * @param recipients the forward paths
 * @param content the mail, RFC 5322
 */
public record Envelope(String mailbox, String sender, List<String> recipients, byte[] content) {}
