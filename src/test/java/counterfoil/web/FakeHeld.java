package counterfoil.web;

import counterfoil.desk.DeskViews.JournalLine;
import counterfoil.desk.Foresight;
import counterfoil.desk.HeldMails;
import counterfoil.desk.Hold;
import counterfoil.desk.MailState;
import counterfoil.desk.Release.Choice;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The held mails of a desk in memory: all of them are spoofs, and none names a ticket. */
final class FakeHeld implements HeldMails, Foresight {

  private final FakeDesk desk;

  FakeHeld(FakeDesk desk) {
    this.desk = desk;
  }

  @Override
  public List<Line> waiting(int limit) {
    List<JournalLine> lines = desk.journal(Optional.of(MailState.HELD), "", limit);
    return lines.stream().map(FakeHeld::line).toList();
  }

  @Override
  public Optional<Line> mail(long id) {
    return desk.mail(id).filter(mail -> mail.state() == MailState.HELD).map(FakeHeld::line);
  }

  private static Line line(JournalLine mail) {
    return new Line(
        mail.id(),
        mail.state(),
        Hold.SPOOF,
        mail.reason().replaceFirst("^spoof: ", ""),
        mail.from(),
        mail.subject(),
        mail.ticket(),
        "C",
        mail.reason().replaceFirst("^spoof: ", ""),
        mail.keptAt(),
        mail.keptAt(),
        Optional.empty(),
        "");
  }

  @Override
  public Counts counts() {
    long held = desk.journalCounts().get(MailState.HELD);
    return new Counts(held, 0, waiting(1).stream().map(Line::since).findFirst());
  }

  @Override
  public List<String> notReopened(Duration within) {
    return List.of();
  }

  @Override
  public List<Foreseen> of(long mailId, String who) {
    return mail(mailId).isEmpty()
        ? List.of()
        : Arrays.stream(Choice.values())
            .map(
                choice ->
                    choice.joins()
                        ? new Foreseen(
                            choice, false, "That is not possible: the mail names no ticket.")
                        : new Foreseen(choice, true, "What " + choice.words() + " does."))
            .toList();
  }
}
