package counterfoil.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the commits of the journey in the protocol of PostgreSQL, version 3: COMMIT of a
 * transaction, or the Sync of a statement that is its own transaction. The statements are known by
 * their words.
 */
final class PostgresTap implements Tap {

  /** What a transaction does for the journey. */
  private enum Step {
    KEEP(Point.BEFORE_KEEP, Point.AFTER_KEEP),
    CLAIM(Point.BEFORE_CLAIM, Point.AFTER_CLAIM),
    APPLY(Point.BEFORE_APPLY, Point.AFTER_APPLY),
    LETTER_CLAIM(Point.BEFORE_LETTER_CLAIM, Point.AFTER_LETTER_CLAIM),
    SENT(Point.BEFORE_SENT, Point.AFTER_SENT);

    private final Point before;
    private final Point after;

    Step(Point before, Point after) {
      this.before = before;
      this.after = after;
    }

    static Optional<Step> of(String sql) {
      String words = sql.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
      if (words.contains("insert into mail (")) {
        return Optional.of(KEEP);
      }
      if (words.contains("set state = 'in_hand'")) {
        return Optional.of(CLAIM);
      }
      if (words.contains("set state = d.state")) {
        return Optional.of(APPLY);
      }
      if (words.contains("update letter") && words.contains("attempts + 1")) {
        return Optional.of(LETTER_CLAIM);
      }
      return words.contains("set state = 'sent'") ? Optional.of(SENT) : Optional.empty();
    }
  }

  private final Trap trap;
  private final Frames said = new Frames(true);
  private final Frames heard = new Frames(false);
  private final Map<String, String> statements = new HashMap<>();
  private final Map<String, String> portals = new HashMap<>();

  private boolean inTransaction;
  private boolean ending;
  private Optional<Step> step = Optional.empty();
  private Optional<Step> answered = Optional.empty();
  private boolean failed;

  PostgresTap(Trap trap) {
    this.trap = trap;
  }

  @Override
  public void fromBot(byte[] bytes, OutputStream server) throws IOException {
    said.read(bytes, this::said);
    server.write(bytes);
  }

  @Override
  public void fromServer(byte[] bytes, OutputStream bot) throws IOException {
    heard.read(bytes, this::heard);
    bot.write(bytes);
  }

  private void said(char type, byte[] body) throws IOException {
    switch (type) {
      case 'P' -> statements.put(text(body, 0), text(body, 1));
      case 'B' -> portals.put(text(body, 0), statements.getOrDefault(text(body, 1), ""));
      case 'E' -> executes(portals.getOrDefault(text(body, 0), ""));
      case 'Q' -> {
        executes(text(body, 0));
        sync();
      }
      case 'S' -> sync();
      default -> {}
    }
  }

  private synchronized void executes(String sql) {
    String verb = sql.strip().split("\\s", 2)[0].toUpperCase(Locale.ROOT);
    switch (verb) {
      case "BEGIN" -> {
        inTransaction = true;
        step = Optional.empty();
      }
      case "COMMIT" -> ending = true;
      case "ROLLBACK" -> {
        inTransaction = false;
        step = Optional.empty();
      }
      default -> step = Step.of(sql).or(() -> step);
    }
  }

  private void sync() throws IOException {
    Optional<Step> commits = Optional.empty();
    synchronized (this) {
      if (ending || !inTransaction) {
        commits = step;
        answered = commits;
        failed = false;
        step = Optional.empty();
        ending = false;
        inTransaction = false;
      }
    }
    if (commits.isPresent()) {
      trap.at(commits.get().before);
    }
  }

  private void heard(char type, byte[] body) throws IOException {
    Optional<Step> done = Optional.empty();
    synchronized (this) {
      if (type == 'E') {
        failed = true;
      } else if (type == 'Z') {
        done = failed ? Optional.empty() : answered;
        answered = Optional.empty();
      }
    }
    if (done.isPresent()) {
      trap.at(done.get().after);
    }
  }

  /** The n-th text of a message that begins with texts. */
  private static String text(byte[] body, int n) {
    int start = 0;
    for (int i = 0; i < n; i++) {
      start = end(body, start) + 1;
    }
    return new String(body, start, end(body, start) - start, StandardCharsets.UTF_8);
  }

  private static int end(byte[] body, int start) {
    int end = start;
    while (body[end] != 0) {
      end++;
    }
    return end;
  }

  /** Cuts a stream into messages: a type, then a length that counts itself. */
  private static final class Frames {

    private interface Reader {
      void read(char type, byte[] body) throws IOException;
    }

    private static final int LENGTH = 4;

    private byte[] rest = new byte[0];

    /** The first message of a client has no type. */
    private boolean startup;

    Frames(boolean startup) {
      this.startup = startup;
    }

    void read(byte[] more, Reader reader) throws IOException {
      byte[] all = Arrays.copyOf(rest, rest.length + more.length);
      System.arraycopy(more, 0, all, rest.length, more.length);
      int at = 0;
      while (true) {
        int head = startup ? 0 : 1;
        if (all.length - at < head + LENGTH) {
          break;
        }
        int length = ByteBuffer.wrap(all).getInt(at + head);
        if (all.length - at < head + length) {
          break;
        }
        if (!startup) {
          reader.read(
              (char) all[at], Arrays.copyOfRange(all, at + head + LENGTH, at + head + length));
        }
        startup = false;
        at += head + length;
      }
      rest = Arrays.copyOfRange(all, at, all.length);
    }
  }
}
