package counterfoil.store;

import static counterfoil.store.DeskOnDatabase.mail;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.desk.Batch;
import counterfoil.desk.ClaimLostException;
import counterfoil.desk.TicketVerbs;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Orders in which mails arrive, and moments at which bots and engineers meet, one by one. */
@Tag("promise-4")
class OutOfOrderTest {

  private static final String NADIA = "nadia@harbour-hotels.example";
  private static final String OWEN = "owen@harbour-hotels.example";
  private static final String SAM = "sam@elsewhere.example";
  private static final String SUE = "sue@elsewhere.example";

  private TestDatabase database;
  private DeskOnDatabase bot;
  private long uid;

  @BeforeEach
  void open() {
    database = TestDatabase.empty();
    bot = new DeskOnDatabase(database);
  }

  private void arrives(String mail) {
    bot.keep(++uid, mail);
    bot.processAll();
  }

  private static String from(String who, String id, String subject, String more) {
    return mail(who, id + "@x.example", subject, more, "Words of " + id);
  }

  private static String answering(String... ids) {
    String references = String.join("@x.example> <", ids);
    return "In-Reply-To: <%s@x.example>\nReferences: <%s@x.example>"
        .formatted(ids[ids.length - 1], references);
  }

  private static String replyOnlyTo(String id) {
    return "In-Reply-To: <%s@x.example>".formatted(id);
  }

  /** The tickets that have messages, by the senders' words. */
  private List<String> tickets() {
    return bot.column(
        """
        select string_agg(substring(body from 'Words of (\\w+)'), ' ' order by body) from entry
        where kind = 'CUSTOMER_MESSAGE' group by ticket_id order by 1
        """);
  }

  private String numberOf(String id) {
    return bot.column(
            """
            select t.number from entry e join ticket t on t.id = e.ticket_id
            where e.body like 'Words of %s%%' and e.kind = 'CUSTOMER_MESSAGE'
            """
                .formatted(id))
        .get(0);
  }

  private boolean done(Supplier<java.util.Optional<TicketVerbs.Answer>> verb) {
    return verb.get().orElseThrow().done();
  }

  /** Applies what was decided before something else happened; if that counts, decides anew. */
  private void write(DeskOnDatabase by, Batch batch) {
    try {
      by.desk.apply(batch);
    } catch (ClaimLostException e) {
      by.desk.lookAgain(batch, e);
      by.processAll();
    }
  }

  @Test
  void nothingIsDoneToATicketThatWasMerged() {
    arrives(from(NADIA, "a", "No calls", ""));
    arrives(from(NADIA, "b", "No bookings", ""));
    String a = numberOf("a");
    bot.jdbc.update("update ticket set tags = 'thanks' where number = ?", a);
    assertThat(done(() -> bot.verbs.merge(a, numberOf("b"), "mei"))).isTrue();

    assertThat(done(() -> bot.verbs.undoThanks(a, "mei"))).isFalse();
    assertThat(done(() -> bot.verbs.setPriority(a, "P1", "mei"))).isFalse();
    assertThat(done(() -> bot.verbs.addParticipant(a, SAM, "mei"))).isFalse();
    assertThat(done(() -> bot.verbs.note(a, "They called.", "mei"))).isFalse();
    assertThat(bot.column("select status from ticket where merged_into is not null"))
        .containsExactly("RESOLVED");
  }
}
