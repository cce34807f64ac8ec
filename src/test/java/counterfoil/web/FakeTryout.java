package counterfoil.web;

import counterfoil.mail.Address;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A mail account in memory, with a desk behind it that acknowledges at once. */
final class FakeTryout implements TryoutInbox {

  /** What a visitor sent. */
  record Sent(
      Address from,
      String subject,
      String text,
      Optional<String> inReplyTo,
      List<String> references) {}

  /** A subject that the mail server does not like. */
  static final String REFUSED = "Refuse me";

  private final FakeDesk desk;
  private final Map<String, List<byte[]>> inboxes = new HashMap<>();
  private final Map<String, String> ticketOfLetter = new HashMap<>();
  private final List<Sent> sent = new ArrayList<>();

  FakeTryout(FakeDesk desk) {
    this.desk = desk;
  }

  @Override
  public String deskAddress() {
    return "servicedesk@counterfoil.example";
  }

  @Override
  public synchronized void send(
      Address from,
      String subject,
      String text,
      Optional<String> inReplyTo,
      List<String> references) {
    if (subject.equals(REFUSED)) {
      throw new IllegalArgumentException("This mail cannot be sent: 554 5.7.1 smtp.inside.example");
    }
    sent.add(new Sent(from, subject, text, inReplyTo, references));
    Optional<String> known = inReplyTo.map(ticketOfLetter::get);
    if (known.isPresent()) {
      desk.append(known.get(), from.toString(), subject, text);
      return;
    }
    String number = "CF-" + (1100 + sent.size());
    desk.open(number, from.toString(), subject, text, "P3", Duration.ZERO);
    acknowledge(from, number);
  }

  @Override
  public synchronized List<byte[]> received(String address) {
    return List.copyOf(inboxes.getOrDefault(Address.of(address).key(), List.of()));
  }

  synchronized List<Sent> sent() {
    return List.copyOf(sent);
  }

  /** A mail lies in an inbox. */
  synchronized void deliver(String address, String raw) {
    inboxes
        .computeIfAbsent(Address.of(address).key(), key -> new ArrayList<>())
        .add(0, raw.getBytes(StandardCharsets.UTF_8));
  }

  private void acknowledge(Address from, String number) {
    String id = number.toLowerCase(Locale.ROOT) + ".ack@counterfoil.example";
    ticketOfLetter.put(id, number);
    deliver(
        from.email(),
        "From: Service desk <servicedesk@counterfoil.example>\r\nTo: "
            + from.email()
            + "\r\nSubject: ["
            + number
            + "] We have your request\r\nMessage-ID: <"
            + id
            + ">\r\nIn-Reply-To: <first@harbour-hotels.example>\r\n"
            + "References: <first@harbour-hotels.example>\r\n"
            + "Date: Mon, 02 Mar 2026 09:00:00 +0000\r\n"
            + "Auto-Submitted: auto-replied\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
            + "Hello,\r\n\r\nwe have your request. Its number is "
            + number
            + ".\r\n\r\nAnswer this mail to add something.\r\n");
  }
}
