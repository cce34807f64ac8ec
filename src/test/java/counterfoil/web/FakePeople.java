package counterfoil.web;

import counterfoil.privacy.Erasures;
import counterfoil.privacy.Order;
import counterfoil.privacy.PersonalData;
import counterfoil.privacy.Tally;
import counterfoil.privacy.Whom;
import counterfoil.ticket.Person;
import counterfoil.ticket.Ticket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One person of whom the desk has one ticket and one mail, until they are erased. */
final class FakePeople implements Erasures, PersonalData {

  static final String NADIA = "nadia@harbour-hotels.example";
  static final byte[] MAIL =
      "From: nadia@harbour-hotels.example\r\nSubject: =1+1\r\n\r\n\u00fc\0"
          .getBytes(StandardCharsets.ISO_8859_1);

  volatile boolean isErased;
  volatile boolean isUndecided;

  private boolean isThere(Whom.Person person) {
    return !isErased && person.key().equals(NADIA);
  }

  @Override
  public List<Long> tickets(Whom.Person person) {
    return isThere(person) ? List.of(1042L) : List.of();
  }

  @Override
  public Step erase(Order order, Collection<Long> tickets, boolean isRehearsal) {
    isErased = true;
    return new Step(new Tally(1, 1, 1, 0, 0), Set.of());
  }

  @Override
  public Step eraseBesideTickets(Order order, int limit, boolean isRehearsal) {
    return new Step(Tally.NOTHING, Set.of());
  }

  @Override
  public List<Long> undecided(Whom.Person person) {
    return isUndecided ? List.of(7L) : List.of();
  }

  @Override
  public boolean isBotAlive() {
    return true;
  }

  @Override
  public List<Long> outdated(Instant before, long afterId, int limit) {
    return List.of();
  }

  @Override
  public Step eraseOutdated(Order order, Collection<Long> tickets, Instant before) {
    return new Step(Tally.NOTHING, Set.of());
  }

  @Override
  public List<Long> emptyRaw(RawOf which, Instant before, long afterId, int limit) {
    return List.of();
  }

  @Override
  public long countRaw(RawOf which, Instant before) {
    return 0;
  }

  @Override
  public long countOutdated(Instant before) {
    return 0;
  }

  @Override
  public About about(Whom.Person person) {
    return new About(isThere(person) ? List.of("Nadia Hart") : List.of(), List.of());
  }

  @Override
  public Optional<File> ticket(Whom.Person person, long id) {
    return Optional.of(
        new File(
            Ticket.opened(
                id,
                "CF-" + id,
                "desk",
                "Calls",
                new Person(NADIA, "Nadia Hart"),
                Instant.EPOCH,
                Instant.EPOCH),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Set.of()));
  }

  @Override
  public List<Post> lettersBesideTickets(Whom.Person person) {
    return List.of();
  }

  @Override
  public List<MailLine> mails(Whom.Person person, long afterId, int limit) {
    return isThere(person) && afterId < 3
        ? List.of(new MailLine(3, Instant.EPOCH, "=1+1", "DONE", "OPENED", "CF-1042", true))
        : List.of();
  }

  @Override
  public Optional<byte[]> raw(long mailId) {
    return Optional.of(MAIL);
  }
}
