package counterfoil.embedded;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One mail made from a template.
 *
 * @param envelopeSender what the template's first line, {@code Return-Path}, says; empty for {@code
 *     <>}
 */
record SampleMail(String envelopeSender, byte[] bytes) {

  private static final DateTimeFormatter RFC_5322 =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.ENGLISH);
  private static final DateTimeFormatter IN_A_QUOTE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy 'at' HH:mm", Locale.ENGLISH);

  /** {@code ${date +0200}}, {@code ${when +0200}}, {@code ${id NAME}}, {@code ${desk}}. */
  private static final Pattern BLANK = Pattern.compile("\\$\\{(\\w+)(?: ([^}\\r\\n]{1,80}))?}");

  private static final Pattern RETURN_PATH = Pattern.compile("^Return-Path: <([^>]*)>\r\n");

  /**
   * Fills in a template.
   *
   * @param run makes the Message-IDs of one data folder differ from those of another
   */
  static SampleMail read(String name, String run, String deskAddress, Instant now)
      throws IOException {
    // Each byte is one character, so that all charsets pass unchanged.
    String template = new String(template(name), StandardCharsets.ISO_8859_1);
    String filled =
        BLANK.matcher(template).replaceAll(blank -> value(blank, run, deskAddress, now));
    Matcher returnPath = RETURN_PATH.matcher(filled);
    if (!returnPath.find()) {
      throw new IOException("The sample mail " + name + " does not begin with a Return-Path");
    }
    return new SampleMail(
        returnPath.group(1),
        filled.substring(returnPath.end()).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] template(String name) throws IOException {
    try (InputStream in = SampleMail.class.getResourceAsStream("/samples/" + name + ".eml")) {
      if (in == null) {
        throw new FileNotFoundException("no sample mail " + name);
      }
      return in.readAllBytes();
    }
  }

  private static String value(MatchResult blank, String run, String deskAddress, Instant now) {
    String argument = blank.group(2);
    return switch (blank.group(1)) {
      case "date" -> RFC_5322.format(now.atOffset(ZoneOffset.of(argument)));
      case "when" -> IN_A_QUOTE.format(now.atOffset(ZoneOffset.of(argument)));
      case "id" ->
          UUID.nameUUIDFromBytes((run + argument).getBytes(StandardCharsets.UTF_8)).toString();
      case "desk" -> deskAddress;
      default -> throw new IllegalArgumentException("unknown blank " + blank.group());
    };
  }
}
