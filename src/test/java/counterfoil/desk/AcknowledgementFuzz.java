package counterfoil.desk;

import counterfoil.facts.DefinedFactsReader;
import counterfoil.facts.FieldDefinitions;
import counterfoil.fuzz.Holds;
import counterfoil.letters.Letter;
import counterfoil.letters.Postman;
import counterfoil.mail.Address;
import counterfoil.mail.Envelope;
import counterfoil.mail.MailWriter;
import counterfoil.rig.DeskParts;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What the desk answers to any mail: an acknowledgement has the header that it should have, goes to
 * one recipient, and says no words of a stranger.
 */
public final class AcknowledgementFuzz {

  private static final String DESK = "servicedesk@counterfoil.example";
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private static final Set<String> HEADER =
      Set.of(
          "from",
          "to",
          "message-id",
          "in-reply-to",
          "references",
          "reply-to",
          "subject",
          "date",
          "mime-version",
          "content-type",
          "auto-submitted",
          "x-auto-response-suppress",
          "x-counterfoil-loop");

  private static final DeskSettings SETTINGS =
      new DeskSettings("CF", Map.of("desk", DESK), Set.of(), DeskSettings.Limits.OFF, Map.of());

  private static final CaseReader READER =
      DeskParts.reader(SETTINGS, new DefinedFactsReader(FieldDefinitions.packed()));

  private static final Judge JUDGE = DeskParts.judge(SETTINGS);

  private static final Decider DECIDER = DeskParts.decider(SETTINGS, new OpenFields(), CLOCK);

  private static final Postman POSTMAN =
      new Postman(new MailWriter(CLOCK), Map.of("desk", Address.of(DESK)));

  private AcknowledgementFuzz() {}

  /** Called for each input: a mail. */
  public static void fuzzerTestOneInput(byte[] data) {
    ClaimedMail claimed =
        new ClaimedMail(
            1, "desk", data, data.length, NOW, Origin.DELIVERED, 1, 1, 0, Optional.empty());
    Known known = new Known(many -> IntStream.range(0, many).mapToObj(i -> 1_000L + i).toList());
    Verdict verdict = JUDGE.judge(READER.read(claimed), known);
    Holds.oneLine(verdict.reason(), "the reason");
    if (verdict.kind() == Verdict.Kind.NEW_REQUEST) {
      Decision decision = DECIDER.newRequest(verdict, known);
      decision.deed().opened().ifPresent(ticket -> Holds.oneLine(ticket.subject(), "the subject"));
      decision.deed().letters().forEach(AcknowledgementFuzz::letter);
    }
  }

  private static void letter(Letter letter) {
    Envelope envelope = POSTMAN.write(letter);
    Holds.that(envelope.sender().isEmpty(), "an acknowledgement may bounce");
    Holds.that(envelope.recipients().equals(List.of(letter.to())), "another recipient");
    Holds.that(
        letter.to().chars().noneMatch(c -> c <= ' ' || "<>,;:\"\\()[]".indexOf(c) >= 0),
        "a recipient that says more than an address");
    Holds.oneLine(letter.subject(), "the subject of the letter");
    Holds.storable(letter.text(), "the letter");
    Holds.storable(letter.html(), "the HTML of the letter");
    Set<String> names = new TreeSet<>();
    for (String line : header(envelope.content()).split("\r\n")) {
      Holds.that(line.length() <= 998, "a line is longer than RFC 5322 allows");
      Holds.that(line.chars().noneMatch(c -> c < ' ' && c != '\t'), "a control in the header");
      if (line.charAt(0) != ' ' && line.charAt(0) != '\t') {
        String name = line.substring(0, Math.max(0, line.indexOf(':')));
        Holds.that(names.add(name.toLowerCase(Locale.ROOT)), "the field " + name + " comes twice");
      }
    }
    Holds.that(HEADER.containsAll(names), "a header that nobody wrote: " + names);
    Holds.that(names.containsAll(Set.of("from", "to", "auto-submitted")), "a field is missing");
  }

  private static String header(byte[] mail) {
    String whole = new String(mail, StandardCharsets.ISO_8859_1);
    return whole.substring(0, whole.indexOf("\r\n\r\n"));
  }

  /** Lets every value pass that any field lets pass. */
  private static final class OpenFields implements FieldTexts {

    @Override
    public boolean many(String field) {
      return true;
    }

    @Override
    public Comparator<String> order() {
      return Comparator.naturalOrder();
    }

    @Override
    public String label(String field, String language) {
      return field;
    }

    @Override
    public String hint(String field, String language) {
      return "";
    }

    @Override
    public Shown shown(String field) {
      return field.contains("link") ? Shown.LINK : Shown.WORD;
    }
  }
}
