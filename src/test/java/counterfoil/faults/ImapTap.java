package counterfoil.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the commands in IMAP that fetch and move mails, and their answers. */
final class ImapTap implements Tap {

  private static final Pattern COMMAND =
      Pattern.compile("(\\S+) (?:UID )?(FETCH|MOVE|COPY|STORE|EXPUNGE)\\b(.*)");
  private static final Map<String, Point> BEFORE =
      Map.of(
          "MOVE", Point.BEFORE_MOVE,
          "COPY", Point.BEFORE_COPY,
          "STORE", Point.BEFORE_STORE,
          "EXPUNGE", Point.BEFORE_EXPUNGE);
  private static final Map<String, Point> AFTER =
      Map.of(
          "MOVE", Point.AFTER_MOVE,
          "COPY", Point.AFTER_COPY,
          "STORE", Point.AFTER_STORE,
          "EXPUNGE", Point.AFTER_EXPUNGE);

  private final Trap trap;
  private final boolean hidesMove;
  private final ImapLines said = new ImapLines();
  private final ImapLines heard = new ImapLines();
  private final Map<String, Point> asked = new HashMap<>();

  /**
   * @param hidesMove whether the server looks as if it had no MOVE
   */
  ImapTap(Trap trap, boolean hidesMove) {
    this.trap = trap;
    this.hidesMove = hidesMove;
  }

  @Override
  public void fromBot(byte[] bytes, OutputStream server) throws IOException {
    for (String line : said.read(bytes)) {
      Matcher command = COMMAND.matcher(line);
      if (command.matches()) {
        says(command.group(1), command.group(2), command.group(3));
      }
    }
    server.write(bytes);
  }

  private void says(String tag, String verb, String rest) throws IOException {
    if (verb.equals("FETCH")) {
      if (rest.contains("BODY.PEEK[]")) {
        trap.at(Point.BEFORE_FETCH);
      }
      return;
    }
    synchronized (asked) {
      asked.put(tag, AFTER.get(verb));
    }
    trap.at(BEFORE.get(verb));
  }

  @Override
  public void fromServer(byte[] bytes, OutputStream bot) throws IOException {
    byte[] shown = hidesMove ? withoutMove(bytes) : bytes;
    boolean inMail = heard.inLiteral();
    for (String line : heard.read(shown)) {
      Point after = null;
      synchronized (asked) {
        String[] words = line.split(" ", 3);
        if (words.length > 1 && words[1].equals("OK")) {
          after = asked.remove(words[0]);
        }
      }
      if (after != null) {
        trap.at(after);
      }
    }
    if (inMail || heard.inLiteral() || heard.hadLiteral()) {
      bot.write(shown, 0, shown.length / 2);
      trap.at(Point.AMID_FETCH);
      bot.write(shown, shown.length / 2, shown.length - shown.length / 2);
    } else {
      bot.write(shown);
    }
  }

  private static byte[] withoutMove(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.toUpperCase(Locale.ROOT).contains("CAPABILITY")
        ? text.replace(" MOVE", "").getBytes(StandardCharsets.ISO_8859_1)
        : bytes;
  }
}
