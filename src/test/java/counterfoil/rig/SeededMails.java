package counterfoil.rig;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Mails as a desk gets them, the same from run to run: 60 of 100 are new, 30 answer an earlier one
 * of the same sender, and 10 bring a file of 50 to 300 kB. Each carries its serial number in its
 * text, by which it is found again.
 */
public final class SeededMails {

  /**
   * @param serial its number, from 0 on over all rounds
   * @param root the serial of the mail that began its conversation, its own if it is new
   * @param messageIds of the conversation, its own last
   */
  public record Sample(int serial, int root, String sender, List<String> messageIds, byte[] raw) {

    /** Whether it begins a conversation. */
    public boolean isNew() {
      return serial == root;
    }
  }

  private static final int SENDERS = 200;
  private static final int DOMAINS = 100;
  private static final int LEAST_FILE = 50_000;
  private static final int MOST_FILE = 300_000;
  private static final Pattern SERIAL = Pattern.compile("our file number (\\d+)");

  private static final List<String> SENTENCES =
      List.of(
          "Since this morning no call to the booking line is answered.",
          "Callers hear the greeting once and then nothing but silence.",
          "We changed nothing on our side; the last good call was yesterday at 17:40.",
          "The agent says that it cannot reach the calendar of the hotel.",
          "Two guests in a row were asked for their room number three times.",
          "In the console the call is shown as ended by the caller, which it was not.",
          "The voice stops in the middle of a sentence when the guest interrupts.",
          "We need this for the front desk, where three people wait on the phone.",
          "It happens with every browser that we tried, and on two machines.",
          "When I play the recording the words are there, so the line itself is good.",
          "After a redeploy it worked for about ten minutes.",
          "My colleague Owen saw the same on Thursday and thought it was the network.",
          "Could somebody tell us whether a change was made to the telephone numbers?",
          "We expected the agent to hand over to a person after the second question.");

  private static final List<String> SUBJECTS =
      List.of(
          "The booking line is silent",
          "Calls end after the greeting",
          "Agent does not find the calendar",
          "Wrong language on the night line",
          "Hand-over to the front desk fails",
          "Recording has no sound");

  private static final List<String> ENVIRONMENTS = List.of("Sandbox", "Pre-release", "Live");

  private final boolean withFiles;
  private final Random random;
  private final List<List<Sample>> bySender = new ArrayList<>();

  /**
   * @param seed another one gives other mails
   */
  public SeededMails(long seed) {
    this(seed, true);
  }

  private SeededMails(long seed, boolean withFiles) {
    this.withFiles = withFiles;
    random = new Random(seed);
    for (int i = 0; i < SENDERS; i++) {
      bySender.add(new ArrayList<>());
    }
  }

  /** Such mails without files: about 2 kB each. */
  public static SeededMails small(long seed) {
    return new SeededMails(seed, false);
  }

  /** The next mails; those of a later call may answer those of an earlier one. */
  public List<Sample> next(int count) {
    List<Sample> mails = new ArrayList<>();
    int first = bySender.stream().mapToInt(List::size).sum();
    for (int n = 0; n < count; n++) {
      mails.add(one(first + n, n));
    }
    return mails;
  }

  /** One more new mail, with a file of so many bytes. */
  public Sample large(int bytes) {
    int sender = random.nextInt(SENDERS);
    int serial = bySender.stream().mapToInt(List::size).sum();
    String address = address(sender);
    String id = id(serial, address);
    String content = mixed(plain(words(serial, 3)), serial, bytes);
    byte[] raw = raw(address, pick(SUBJECTS) + ", case " + serial, id, "", content);
    Sample mail = new Sample(serial, serial, address, List.of(id), raw);
    bySender.get(sender).add(mail);
    return mail;
  }

  private static String address(int sender) {
    return "guest%d@hotel%d.example".formatted(sender, sender % DOMAINS);
  }

  private Sample one(int serial, int n) {
    int sender = random.nextInt(SENDERS);
    List<Sample> earlier = bySender.get(sender);
    int kind = n % 10;
    boolean reply = kind % 3 == 2 && !earlier.isEmpty();
    Sample mail =
        reply
            ? answer(serial, earlier.get(random.nextInt(earlier.size())))
            : request(serial, sender, withFiles && kind == 9);
    earlier.add(mail);
    return mail;
  }

  private Sample request(int serial, int sender, boolean withFile) {
    String address = address(sender);
    String id = id(serial, address);
    String subject = pick(SUBJECTS) + ", case " + serial;
    String text =
        "Dear service desk,\n\n"
            + words(serial, 3 + random.nextInt(8))
            + "\nAffected environment: %s\nCall ID: %016x-%04d\n"
                .formatted(pick(ENVIRONMENTS), random.nextLong(), random.nextInt(10_000))
            + "\nKind regards\nNadia Hart\nHarbour Hotels, guest services\n";
    byte[] raw = raw(address, subject, id, "", content(text, withFile, serial));
    return new Sample(serial, serial, address, List.of(id), raw);
  }

  private Sample answer(int serial, Sample parent) {
    String id = id(serial, parent.sender());
    List<String> ids = new ArrayList<>(parent.messageIds());
    String last = ids.get(ids.size() - 1);
    String thread = "In-Reply-To: %s\nReferences: %s\n".formatted(last, String.join("\n ", ids));
    ids.add(id);
    String text =
        words(serial, 1 + random.nextInt(4))
            + "\n"
            + "On Mon, 1 Jun 2026 at 09:30, Service Desk <servicedesk@counterfoil.example> wrote:\n"
            + "> Dear Nadia,\n"
            + "> we have your mail and look into it.\n"
            + "> Your service desk\n";
    return new Sample(
        serial,
        parent.root(),
        parent.sender(),
        List.copyOf(ids),
        raw(parent.sender(), "Re: your answer", id, thread, content(text, false, serial)));
  }

  private String words(int serial, int sentences) {
    StringBuilder text = new StringBuilder("This is our file number " + serial + ".\n");
    for (int i = 0; i < sentences; i++) {
      text.append(pick(SENTENCES)).append(i % 3 == 2 ? "\n\n" : "\n");
    }
    return text.toString();
  }

  /** Half of the mails come with an alternative in HTML, as most clients write it. */
  private String content(String text, boolean withFile, int serial) {
    String body = random.nextBoolean() ? plain(text) : alternative(text, serial);
    return withFile
        ? mixed(body, serial, LEAST_FILE + random.nextInt(MOST_FILE - LEAST_FILE))
        : body;
  }

  private static String plain(String text) {
    return "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + text;
  }

  private static String alternative(String text, int serial) {
    String html =
        "<html><head><style>p.MsoNormal{margin:0cm;font-size:11.0pt;font-family:Calibri}</style>"
            + "</head><body lang=\"EN\">\n"
            + text.replace("<", "&lt;")
                .lines()
                .map(line -> "<p class=\"MsoNormal\"><span>" + line + "</span></p>\n")
                .collect(Collectors.joining())
            + "</body></html>\n";
    String boundary = "alternative-" + serial;
    return "Content-Type: multipart/alternative; boundary=\"%1$s\"\n\n--%1$s\n%2$s\n--%1$s\n"
            .formatted(boundary, plain(text))
        + "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        + html
        + "\n--"
        + boundary
        + "--\n";
  }

  private String mixed(String body, int serial, int bytes) {
    byte[] file = new byte[bytes];
    random.nextBytes(file);
    String boundary = "mixed-" + serial;
    return "Content-Type: multipart/mixed; boundary=\"%1$s\"\n\n--%1$s\n%2$s\n--%1$s\n"
            .formatted(boundary, body)
        + "Content-Type: audio/mpeg; name=\"call.mp3\"\n"
        + "Content-Disposition: attachment; filename=\"call.mp3\"\n"
        + "Content-Transfer-Encoding: base64\n\n"
        + Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(file)
        + "\n--"
        + boundary
        + "--\n";
  }

  private static String id(int serial, String address) {
    return "<bench-%d-%08x@%s>"
        .formatted(
            serial,
            serial * 2_654_435_761L & 0xffffffffL,
            address.substring(address.indexOf('@') + 1));
  }

  private static byte[] raw(String from, String subject, String id, String thread, String content) {
    String domain = from.substring(from.indexOf('@') + 1);
    return """
    Return-Path: <%1$s>
    Received: from mail.%4$s (mail.%4$s [192.0.2.7])
     by mx.counterfoil.example with ESMTPS id 4f9a
     for <servicedesk@counterfoil.example>; Mon, 1 Jun 2026 09:30:01 +0000
    From: Nadia Hart <%1$s>
    To: servicedesk@counterfoil.example
    Subject: %2$s
    Date: Mon, 1 Jun 2026 09:30:00 +0000
    Message-ID: %3$s
    MIME-Version: 1.0
    """
        .formatted(from, subject, id, domain)
        .concat(thread)
        .concat(content)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private String pick(List<String> some) {
    return some.get(random.nextInt(some.size()));
  }

  /** The serial number of the mail with this text; -1 when there is none. */
  public static int serialIn(String text) {
    Matcher matcher = SERIAL.matcher(text);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
  }
}
