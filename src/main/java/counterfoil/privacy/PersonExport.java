package counterfoil.privacy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that the desk has of one person, as files: one ticket and one mail in memory at a
 * time.
 */
public final class PersonExport {

  private static final int PAGE = 100;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final String README =
      """
      What this service desk has of you
      =================================

      Asked for with the address %s, on %s.

      person.json    the names that came with your address, and organisations that list it
      tickets/       one file for each ticket that you opened, wrote on, or were named on:
                     what you wrote, what others wrote that you are shown, what was read
                     from your mails and the words that it was read from, what happened
                     because of you or about you, and the letters that you were sent
      letters.json   letters to you that belong to no ticket
      mails.csv      your mails, one a line, for a spreadsheet
      mails/         your mails, byte by byte as they arrived; any mail program opens them

      Times are in UTC. The files that end in .json are text; any editor shows them.

      What is not in here: notes that engineers wrote for each other, mails of other people,
      mails that arrived just now and were not read yet, and bytes of mails that are not kept
      any more. What you are to a ticket stands in it as "yourRole": REQUESTER (it is yours),
      PARTICIPANT (you see what comes), SUGGESTED (somebody named you; you see nothing of it),
      ENGINEER (you work here), WROTE (you wrote on it, and no more).
      """;

  private final PersonalData data;
  private final Clock clock;

  /** Of what is kept. */
  public PersonExport(PersonalData data, Clock clock) {
    this.data = data;
    this.clock = clock;
  }

  /**
   * How much it was.
   *
   * @param isWhole whether it came to the end
   */
  public record Written(long tickets, long mails, boolean isWhole) {}

  /** Whether there is anything. */
  public boolean hasAnything(Whom.Person person) {
    PersonalData.About about = data.about(person);
    return !about.names().isEmpty()
        || !about.organisations().isEmpty()
        || !data.tickets(person).isEmpty()
        || !data.mails(person, Long.MIN_VALUE, 1).isEmpty()
        || !data.lettersBesideTickets(person).isEmpty();
  }

  /**
   * Writes it.
   *
   * @param isToStop asked between two files
   */
  public Written write(Whom.Person person, Sink sink, BooleanSupplier isToStop) throws IOException {
    text(sink, "README.txt", README.formatted(person.key(), clock.instant()));
    PersonalData.About about = data.about(person);
    Map<String, Object> you = new LinkedHashMap<>();
    you.put("address", person.key());
    you.put("names", about.names());
    you.put("organisations", about.organisations());
    json(sink, "person.json", you);
    json(
        sink,
        "letters.json",
        data.lettersBesideTickets(person).stream().map(OwnView::letter).toList());
    long tickets = 0;
    for (long id : data.tickets(person)) {
      if (isToStop.getAsBoolean()) {
        return new Written(tickets, 0, false);
      }
      Optional<PersonalData.File> file = data.ticket(person, id);
      if (file.isPresent()) {
        json(
            sink,
            "tickets/" + file.get().ticket().number() + ".json",
            new OwnView(person, file.get()).asJson());
        tickets++;
      }
    }
    table(person, sink);
    return mails(person, sink, tickets, isToStop);
  }

  private void table(Whom.Person person, Sink sink) throws IOException {
    sink.file(
        "mails.csv",
        out -> {
          // By it a spreadsheet knows that this is UTF-8.
          out.write("\ufeff".getBytes(StandardCharsets.UTF_8));
          out.write(
              bytes(
                  Csv.line(List.of("file", "received", "subject", "state", "outcome", "ticket"))));
          List<PersonalData.MailLine> page = data.mails(person, Long.MIN_VALUE, PAGE);
          while (!page.isEmpty()) {
            for (PersonalData.MailLine mail : page) {
              out.write(
                  bytes(
                      Csv.line(
                          List.of(
                              mail.isKept() ? "mails/" + mail.id() + ".eml" : "not kept any more",
                              mail.receivedAt().toString(),
                              mail.subject(),
                              mail.state(),
                              mail.outcome(),
                              mail.ticket()))));
            }
            page = data.mails(person, page.get(page.size() - 1).id(), PAGE);
          }
        });
  }

  private Written mails(Whom.Person person, Sink sink, long tickets, BooleanSupplier isToStop)
      throws IOException {
    long mails = 0;
    List<PersonalData.MailLine> page = data.mails(person, Long.MIN_VALUE, PAGE);
    while (!page.isEmpty()) {
      for (PersonalData.MailLine mail : page) {
        if (isToStop.getAsBoolean()) {
          return new Written(tickets, mails, false);
        }
        Optional<byte[]> raw = data.raw(mail.id());
        if (raw.isPresent()) {
          sink.file("mails/" + mail.id() + ".eml", out -> out.write(raw.get()));
          mails++;
        }
      }
      page = data.mails(person, page.get(page.size() - 1).id(), PAGE);
    }
    return new Written(tickets, mails, true);
  }

  private static void json(Sink sink, String name, Object value) throws IOException {
    text(sink, name, JSON.writeValueAsString(value) + "\n");
  }

  private static void text(Sink sink, String name, String text) throws IOException {
    sink.file(name, out -> out.write(bytes(text)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
