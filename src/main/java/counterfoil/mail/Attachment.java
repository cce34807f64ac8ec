package counterfoil.mail;

/**
 * One attached file, named but not held: its bytes stay in the raw mail.
 *
 * @param name a safe file name, never empty ({@code attachment-2.png} when the mail gave none)
 * @param type the media type in lower case, such as {@code image/png}
 * @param size decoded size in bytes
 * @param sha256 of the decoded bytes, 64 hex digits
 * @param inline whether the HTML shows it by its Content-ID
 */
public record Attachment(String name, String type, long size, String sha256, boolean inline) {}
