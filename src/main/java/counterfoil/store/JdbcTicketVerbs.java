package counterfoil.store;

import counterfoil.desk.ClaimLostException;
import counterfoil.desk.Deed;
import counterfoil.desk.Known;
import counterfoil.desk.OrganisationLookup;
import counterfoil.desk.TicketDeeds;
import counterfoil.desk.TicketFile;
import counterfoil.desk.TicketVerbs;
import counterfoil.mail.Address;
import counterfoil.ticket.Status;
import counterfoil.ticket.Ticket;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What engineers do by hand, on the page or by the API: the ticket is locked, what is to be done is
 * decided, and that is written, in one transaction.
 */
public final class JdbcTicketVerbs implements TicketVerbs {

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final TicketDeeds deeds;
  private final OrganisationLookup organisations;
  private final ClockRows clocks;
  private final DeedRows rows;

  /** On this database. */
  public JdbcTicketVerbs(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      TicketDeeds deeds,
      OrganisationLookup organisations,
      ClockRows clocks,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.deeds = deeds;
    this.organisations = organisations;
    this.clocks = clocks;
    this.rows = new DeedRows(jdbc, clock);
  }

  @Override
  public Optional<Answer> setStatus(String number, Status to, String who) {
    return on(number, file -> deeds.setStatus(file, to, who));
  }

  @Override
  public Optional<Answer> assign(String number, String owner, String who) {
    return on(number, file -> deeds.assign(file, owner, who));
  }

  @Override
  public Optional<Answer> setPriority(String number, String level, String who) {
    return on(number, file -> deeds.setPriority(file, level, who));
  }

  @Override
  public Optional<Answer> answer(String number, String words, String who) {
    return on(number, file -> deeds.answer(file, words, who));
  }

  @Override
  public Optional<Answer> note(String number, String words, String who) {
    return on(number, file -> deeds.note(file, words, who));
  }

  @Override
  public Optional<Answer> addParticipant(String number, String address, String who) {
    return on(number, file -> deeds.addParticipant(file, address, who));
  }

  @Override
  public Optional<Answer> removeParticipant(String number, String address, String who) {
    return on(number, file -> deeds.removeParticipant(file, address, who));
  }

  @Override
  public Optional<Answer> undoThanks(String number, String who) {
    return on(number, file -> deeds.undoThanks(file, who));
  }

  @Override
  public Optional<Answer> merge(String number, String into, String who) {
    return inTransaction(
        () -> {
          Map<String, TicketFile> files = locked(List.of(number, into));
          TicketFile from = files.get(number);
          TicketFile survivor = files.get(into);
          if (from == null) {
            return Optional.empty();
          }
          if (survivor == null) {
            return Optional.of(new Answer(false, "There is no ticket " + into + "."));
          }
          return Optional.of(written(deeds.merge(from, survivor, known(from, survivor), who)));
        });
  }

  @Override
  public Optional<Answer> split(String number, List<Long> entries, String who) {
    return on(
        number,
        file -> {
          Long id = jdbc.queryForObject("select nextval('ticket_id')", Long.class);
          return deeds.split(
              file, EntryRows.of(jdbc, file.ticket().id()), entries, id == null ? 0 : id, who);
        });
  }

  private Known known(TicketFile... files) {
    List<Address> requesters =
        Stream.of(files).map(file -> Address.of(file.ticket().requester().email())).toList();
    Known known = new Known(count -> List.of()).hasOrganisations(!organisations.isEmpty());
    organisations
        .of(
            requesters.stream().map(Address::key).toList(),
            requesters.stream().map(Address::domain).toList())
        .forEach(known::organisation);
    return known;
  }

  private Optional<Answer> on(String number, Function<TicketFile, TicketDeeds.Done> verb) {
    return inTransaction(
        () ->
            Optional.ofNullable(locked(List.of(number)).get(number))
                .map(file -> written(verb.apply(file))));
  }

  private Optional<Answer> inTransaction(java.util.function.Supplier<Optional<Answer>> verb) {
    try {
      Optional<Answer> answer = transaction.execute(status -> verb.get());
      return answer == null ? Optional.empty() : answer;
    } catch (ClaimLostException e) {
      return Optional.of(
          new Answer(false, "Somebody else changed it at the same moment; look, and try again."));
    }
  }

  /** In the order of their ids, so that two who lock the same tickets never wait for each other. */
  private Map<String, TicketFile> locked(List<String> numbers) {
    List<Ticket> tickets =
        jdbc.query(
            "select * from ticket where number = any(?) order by id for update",
            TicketRow::read,
            (Object) numbers.toArray(String[]::new));
    var people =
        CorrespondentRows.of(jdbc, tickets.stream().map(Ticket::id).toList()).stream()
            .collect(Collectors.groupingBy(person -> person.ticketId()));
    return tickets.stream()
        .collect(
            Collectors.toMap(
                Ticket::number,
                ticket -> new TicketFile(ticket, people.getOrDefault(ticket.id(), List.of()))));
  }

  private Answer written(TicketDeeds.Done done) {
    done.done()
        .ifPresent(
            deed -> {
              List<Deed> one = List.of(deed);
              rows.write(one);
              clocks.opened(deed.opened().stream().toList());
              clocks.follow(one);
              rows.move(one);
            });
    return new Answer(done.done().isPresent(), done.sentence());
  }
}
