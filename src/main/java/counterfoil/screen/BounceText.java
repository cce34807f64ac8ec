package counterfoil.screen;

import counterfoil.screen.Bounce.Action;
import counterfoil.screen.Bounce.Recipient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mail server's own words: which addresses failed, and why.
 *
 * <p>All servers write alike: a sentence says that a letter was not delivered, addresses open the
 * lines below it or stand in it, the reason follows, and then comes a copy of the letter. {@link
 * BounceWords} knows the sentences.
 */
final class BounceText {

  /** Reports are short; what is longer is the copy. */
  private static final int LINES = 400;

  private static final int LONGEST_LINE = 2_000;
  private static final int LINES_OF_REASON = 6;

  /** A report comes to its point before anything else; a person who quotes one begins otherwise. */
  private static final int LINES_BEFORE_FAILURE = 12;

  private static final int MOST_RECIPIENTS = 100;
  private static final Pattern LINE_END = Pattern.compile("\\n");
  private static final Pattern BEHIND_ADDRESS = Pattern.compile("^[>\"':.\\s]+");

  private final BounceWords words;
  private final Map<String, Told> announced = new LinkedHashMap<>();
  private final Map<String, Told> others = new LinkedHashMap<>();
  private final List<String> elsewhere = new ArrayList<>();

  private int linesRead;
  private boolean hasFailure;
  private boolean opensAsReport;
  private boolean opensAsNothingElse;
  private boolean hasDelay;
  private String copy = "";
  private Optional<Told> current = Optional.empty();

  /** One address and what is said about it. */
  private static final class Told {
    final String address;
    final StringBuilder reason = new StringBuilder();
    int room = LINES_OF_REASON;

    Told(String address) {
      this.address = address;
    }

    boolean hear(String line) {
      if (room-- > 0) {
        reason.append(' ').append(line.strip());
      }
      return room >= 0;
    }
  }

  /**
   * @param text the whole text of a mail
   */
  BounceText(String text, BounceWords words) {
    this.words = words;
    String[] lines = LINE_END.split(text, LINES + 1);
    for (int i = 0; i < Math.min(lines.length, LINES); i++) {
      String line =
          lines[i].length() > LONGEST_LINE ? lines[i].substring(0, LONGEST_LINE) : lines[i];
      String plain = Phrases.plain(line);
      if (startsCopy(plain)) {
        copy = String.join("\n", List.of(lines).subList(i, lines.length));
        return;
      }
      read(line, plain);
    }
  }

  /**
   * Whether it reads as a report from its beginning: a failure is told, and addresses with it. That
   * is not enough to know a machine by; a sender who may be one has to come with it.
   */
  boolean isReport() {
    return opensAsReport && !announced.isEmpty();
  }

  /** Whether its first line is one that only a server writes. */
  boolean opensAsNothingElse() {
    return opensAsNothingElse;
  }

  /** What follows the words that announce a copy of the letter; empty when there is none. */
  String copy() {
    return copy;
  }

  /** The addresses that failed, as far as they are told. */
  List<Recipient> recipients() {
    Action action = hasDelay ? Action.DELAYED : Action.FAILED;
    List<Recipient> recipients = new ArrayList<>();
    String transcript =
        elsewhere.stream().filter(line -> !StatusCode.in(line).isEmpty()).findFirst().orElse("");
    for (Told told : (announced.isEmpty() ? others : announced).values()) {
      String reason = told.reason.toString().strip();
      String status = StatusCode.in(reason);
      if (status.isEmpty()) {
        // Sendmail and Gmail give the server's answer for all addresses together.
        status = StatusCode.in(transcript);
        reason = (reason + " " + transcript).strip();
      }
      recipients.add(new Recipient(told.address, action, status, DeliveryStatus.shortened(reason)));
    }
    return recipients;
  }

  /** The returned letter begins where it is announced, or with fields that open a header. */
  private boolean startsCopy(String line) {
    return words.announceTheCopy(line)
        || line.startsWith("received:")
        || line.startsWith("return-path:");
  }

  private void read(String line, String plain) {
    if (plain.isEmpty()) {
      current = Optional.empty();
      return;
    }
    linesRead++;
    opensAsNothingElse |= linesRead == 1 && words.openAText(plain);
    if (words.tellAFailure(plain) || opensAsNothingElse) {
      hasFailure = true;
      opensAsReport |= linesRead <= LINES_BEFORE_FAILURE;
    }
    hasDelay |= words.tellADelay(plain);
    int to = words.endOfTo(plain);
    Optional<String> address = to >= 0 ? AddressInText.at(plain, to) : Optional.empty();
    boolean isAnnounced = address.isPresent() || hasFailure;
    address = address.or(() -> AddressInText.at(line, 0));
    if (address.isPresent()) {
      begin(address.get(), line, isAnnounced ? announced : others);
    } else if (current.isEmpty() || !current.get().hear(line)) {
      elsewhere.add(line.strip());
    }
  }

  private void begin(String address, String line, Map<String, Told> known) {
    if (known.size() >= MOST_RECIPIENTS) {
      return;
    }
    String key = address.toLowerCase(Locale.ROOT);
    Told before = known.get(key);
    if (before != null) {
      current = Optional.of(before);
      before.hear(line);
      return;
    }
    int place = line.toLowerCase(Locale.ROOT).indexOf(key);
    boolean isHere = place >= 0 && place + key.length() <= line.length();
    Told told = new Told(isHere ? line.substring(place, place + key.length()) : address);
    known.put(key, told);
    current = Optional.of(told);
    told.hear(
        isHere
            ? BEHIND_ADDRESS.matcher(line.substring(place + key.length())).replaceFirst("")
            : line);
  }
}
