package counterfoil.bench;

import counterfoil.rig.BotProcess;
import counterfoil.rig.Database;
import counterfoil.rig.ImapPeer;
import java.io.IOException;
import java.util.Locale;

/** What the processes of a run have used of the processors; hardly touched by what else runs. */
final class Cpu {

  private static final String[] NAMES = {"bot", "PostgreSQL", "IMAP server", "SMTP server"};

  private final long[] pids;

  Cpu(BotProcess bot, Database database, ImapPeer imap, SinkProcess sink) throws IOException {
    pids = new long[] {bot.pid(), database.pid(), imap.pid().orElseThrow(), sink.pid()};
  }

  /**
   * Seconds until now.
   *
   * @param processes in the order of the names
   * @param compiling of those of the bot, what went into making its code fast: the JVM is warm when
   *     this is next to nothing
   */
  record Used(double[] processes, double compiling) {

    /** What was used since then for each mail, process by process. */
    String since(Used before, long mails) {
      StringBuilder words = new StringBuilder();
      double sum = 0;
      for (int i = 0; i < NAMES.length; i++) {
        double millis = 1_000 * (processes[i] - before.processes[i]) / mails;
        sum += millis;
        words.append(String.format(Locale.ROOT, "%s %.2f ms", NAMES[i], millis));
        if (i == 0) {
          double made = 1_000 * (compiling - before.compiling) / mails;
          words.append(String.format(Locale.ROOT, " (%.2f of it compiling)", made));
        }
        words.append(", ");
      }
      return words + String.format(Locale.ROOT, "together %.2f ms", sum);
    }
  }

  Used now() throws IOException {
    double[] seconds = new double[pids.length];
    for (int i = 0; i < pids.length; i++) {
      seconds[i] = ProcessUse.cpuSeconds(pids[i]);
    }
    return new Used(seconds, ProcessUse.compilerSeconds(pids[0]));
  }
}
