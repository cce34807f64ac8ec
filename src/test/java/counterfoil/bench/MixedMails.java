package counterfoil.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The same stream of mails for any desk: of 100, 60 are new requests, 30 answer by References, 5
 * name their ticket in the subject, and 5 are out-of-office mails on a ticket. Which tickets they
 * answer, the desk that they are for says.
 */
final class MixedMails {

  /** What a mail can answer. */
  record Target(String number, String requester, String messageId) {}

  private static final int PEOPLE = 200_000;
  private static final int DOMAINS = 20_000;

  private static final List<String> SENTENCES =
      List.of(
          "Since this morning no call to the booking line is answered.",
          "Callers hear the greeting once and then nothing but silence.",
          "We changed nothing on our side; the last good call was yesterday at 17:40.",
          "Two guests in a row were asked for their room number three times.",
          "After a redeploy it worked for about ten minutes.",
          "Could somebody tell us whether a change was made to the telephone numbers?");

  private final Random random;
  private int count;

  MixedMails(long seed) {
    random = new Random(seed);
  }

  /** How many of so many mails answer something. */
  static int answers(int mails) {
    return mails * 40 / 100;
  }

  /**
   * The next mails.
   *
   * @param targets one for each mail that answers; the first mails of a desk have none, and are all
   *     new requests
   */
  List<byte[]> next(int mails, List<Target> targets) {
    List<byte[]> made = new ArrayList<>();
    int used = 0;
    for (int n = 0; n < mails; n++) {
      count++;
      int kind = n * 7 % 20;
      made.add(kind < 12 || used == targets.size() ? request() : answer(kind, targets.get(used++)));
    }
    return made;
  }

  private byte[] request() {
    int person = (int) (PEOPLE * Math.pow(random.nextDouble(), 2));
    String address = "guest%d@hotel%d.example".formatted(person, person % DOMAINS);
    String text =
        words(3 + random.nextInt(5))
            + "\nAffected environment: Live\nCall ID: CA%016x%016x\n"
                .formatted(random.nextLong(), random.nextLong());
    return mail(address, "The booking line is silent, case " + count, "", text);
  }

  private byte[] answer(int kind, Target to) {
    String thread = "In-Reply-To: <%1$s>\nReferences: <%1$s>\n".formatted(to.messageId());
    if (kind < 18) {
      return mail(to.requester(), "Re: our call", thread, words(2));
    }
    if (kind == 18) {
      return mail(to.requester(), "Re: [" + to.number() + "] our call", "", words(2));
    }
    return mail(
        to.requester(),
        "Out of office: our call",
        thread + "Auto-Submitted: auto-replied\n",
        "I am back on Monday.\n");
  }

  private String words(int sentences) {
    StringBuilder text = new StringBuilder("This is mail " + count + ".\n");
    for (int i = 0; i < sentences; i++) {
      text.append(SENTENCES.get(random.nextInt(SENTENCES.size()))).append('\n');
    }
    return text.toString();
  }

  private byte[] mail(String from, String subject, String more, String text) {
    return """
    Return-Path: <%1$s>
    From: Nadia Hart <%1$s>
    To: servicedesk@counterfoil.example
    Subject: %2$s
    Date: Mon, 1 Jun 2026 09:30:00 +0000
    Message-ID: <%3$016x.%4$d@%5$s>
    MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8
    %6$s
    %7$s"""
        .formatted(
            from,
            subject,
            random.nextLong(),
            count,
            from.substring(from.indexOf('@') + 1),
            more,
            text)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
