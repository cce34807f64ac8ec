package counterfoil.bench;

import static org.awaitility.Awaitility.await;

import counterfoil.rig.MailboxClient;
import counterfoil.rig.SeededMails.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long a customer waits at an idle desk: from the IMAP server's yes to a mail until the SMTP
 * server has its acknowledgement.
 *
 * @param waits in milliseconds, the shortest first
 */
record Promptness(List<Long> waits) {

  /** Mails are given one after the other, each when the one before is answered. */
  static Promptness of(List<Sample> requests, MailboxClient client, SinkProcess sink)
      throws Exception {
    List<Long> waits = new ArrayList<>();
    for (Sample request : requests) {
      int before = sink.taken().size();
      client.append("INBOX", request.raw());
      Instant delivered = Instant.now();
      await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> sink.taken().size() > before);
      // By the sink's own clock, so that looking takes no part in it.
      waits.add(Duration.between(delivered, sink.taken().get(before).at()).toMillis());
    }
    return new Promptness(waits.stream().sorted().toList());
  }

  private long quantile(double share) {
    return waits.get((int) Math.ceil(share * waits.size()) - 1);
  }

  /** Median, 99th percentile and the longest. */
  String words() {
    return String.format(
        Locale.ROOT,
        "median %d ms (budget: 800), p99 %d ms (budget: 2000), longest %d ms, of %d mails one by"
            + " one",
        quantile(0.5),
        quantile(0.99),
        waits.get(waits.size() - 1),
        waits.size());
  }
}
