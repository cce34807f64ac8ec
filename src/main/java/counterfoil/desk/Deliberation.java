package counterfoil.desk;

import counterfoil.ticket.Correspondent;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Foresees by doing: a held mail is read, judged and decided upon for each choice as it would be
 * once it is released, and what that would write is told instead. Safe for many threads.
 */
public final class Deliberation implements Foresight {

  private final HeldCases held;
  private final CaseReader reader;
  private final Judge judge;
  private final Decider decider;
  private final People people;

  /** By the rules of the desk. */
  public Deliberation(
      HeldCases held, CaseReader reader, Judge judge, Decider decider, People people) {
    this.held = held;
    this.reader = reader;
    this.judge = judge;
    this.decider = decider;
    this.people = people;
  }

  @Override
  public List<Foreseen> of(long mailId, String who) {
    return held.held(mailId).map(mail -> choices(mail, who)).orElse(List.of());
  }

  private List<Foreseen> choices(ClaimedMail mail, String who) {
    Case of = reader.read(mail);
    // A ticket that will never be needs no number of its own, and none is used up.
    Known known = new Known(count -> Collections.nCopies(count, 0L));
    held.gather(List.of(of), known);
    return Arrays.stream(Release.Choice.values())
        .map(choice -> foreseen(choice, of.released(new Release(choice, who)), known))
        .toList();
  }

  private Foreseen foreseen(Release.Choice choice, Case of, Known known) {
    if (choice == Release.Choice.IGNORE) {
      return new Foreseen(
          choice,
          true,
          "The mail stays in the journal, and nothing else happens; its sender is not told.");
    }
    Verdict verdict = judge.judge(of, known);
    Decision decision = decider.decide(verdict, known);
    return obstacle(choice, verdict, decision, known)
        .map(why -> new Foreseen(choice, false, "That is not possible: " + why + "."))
        .orElseGet(
            () -> new Foreseen(choice, true, new DecisionInWords(decision, known).sentence()));
  }

  private Optional<String> obstacle(
      Release.Choice choice, Verdict verdict, Decision decision, Known known) {
    if (!choice.joins()) {
      return Optional.empty();
    }
    if (verdict.kind() == Verdict.Kind.NEW_REQUEST) {
      return Optional.of("the mail names no ticket");
    }
    return choice == Release.Choice.ADD_SENDER && verdict.kind() == Verdict.Kind.FOLLOW_UP
        ? cannotBeAdded(decision, known)
        : Optional.empty();
  }

  private Optional<String> cannotBeAdded(Decision decision, Known known) {
    var author = decision.of().mail().author();
    if (author.isEmpty()) {
      return Optional.of("its From field does not name exactly one sender");
    }
    if (people.engineer(author.get()).isPresent()) {
      return Optional.of("its sender is an engineer");
    }
    long ticketId = decision.ticketId().orElseThrow();
    boolean isThere =
        known
            .correspondent(ticketId, author.get().key())
            .filter(person -> person.role().isMember())
            .isPresent();
    boolean joins =
        decision.deed().people().stream()
            .filter(person -> person.key().equals(author.get().key()))
            .map(Correspondent::role)
            .anyMatch(role -> role.isMember());
    return isThere || joins
        ? Optional.empty()
        : Optional.of("the ticket has as many people as it may have");
  }
}
