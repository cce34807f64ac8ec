package counterfoil.ops;

import counterfoil.desk.DeskViews;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Tickets that are late. */
@Component
class ClockAlarms implements AlarmSource {

  private final DeskViews desk;

  ClockAlarms(DeskViews desk) {
    this.desk = desk;
  }

  @Override
  public List<Alarm> look() {
    try {
      DeskViews.ClockCounts counts = desk.clockCounts();
      return counts
          .lateSince()
          .map(
              since ->
                  new Alarm(
                      "overdue",
                      "",
                      "%d %s overdue, the oldest since %s"
                          .formatted(
                              counts.lateTickets(),
                              counts.lateTickets() == 1 ? "ticket is" : "tickets are",
                              since.truncatedTo(ChronoUnit.SECONDS)),
                      Duration.ZERO))
          .stream()
          .toList();
    } catch (DataAccessException | TransactionException e) {
      // That the database is away is an alarm of its own.
      return List.of();
    }
  }
}
