package counterfoil.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one event did to a ticket, with all that is needed to do it again. The names of the records
 * and their parts stand in the table {@code event}: a name that was released stays.
 */
public sealed interface Change {

  /** In the past tense, as the history shows it. */
  String words();

  /** Does it again, to a ticket that is built from its history. */
  default Rebuilt on(Rebuilt before) {
    return before;
  }

  /**
   * @param ticket as it was then
   */
  record Opened(Ticket ticket) implements Change {
    @Override
    public String words() {
      return "opened";
    }
  }

  /** An older version told its history in words alone; from here on it can be followed. */
  record TakenOver() implements Change {
    @Override
    public String words() {
      return "taken over";
    }
  }

  /** A placeholder became the ticket of its mail. */
  record Filled(String subject, Person requester, String priority, String prioritySource)
      implements Change {
    @Override
    public String words() {
      return "filled: the mail was tried again";
    }

    @Override
    public Rebuilt on(Rebuilt before) {
      return before.with(
          before.ticket().withRequest(subject, requester).withPriority(priority, prioritySource));
    }
  }

  /** Why a status moved. */
  enum Cause {
    BY_HAND,
    CUSTOMER_ANSWERED,
    CUSTOMER_WROTE_AGAIN,
    ENGINEER_ANSWERED,
    MERGED,
    NOBODY_ANSWERED,
    THANKS_UNDONE
  }

  /**
   * @param since when it did
   */
  record StatusMoved(Status from, Status to, Cause cause, Instant since) implements Change {
    @Override
    public String words() {
      String moved = from.words() + " -> " + to.words();
      return switch (cause) {
        case BY_HAND -> moved;
        case CUSTOMER_ANSWERED -> "back in the queue: the customer answered";
        case CUSTOMER_WROTE_AGAIN -> "reopened: the customer wrote again";
        case ENGINEER_ANSWERED -> moved + ": an engineer answered";
        case MERGED -> moved + ": merged";
        case NOBODY_ANSWERED -> moved + ": the customer did not answer";
        case THANKS_UNDONE -> moved + ": it was more than thanks";
      };
    }

    @Override
    public Rebuilt on(Rebuilt before) {
      return before.with(before.ticket().withStatus(to, since));
    }
  }

  /** It stays resolved, as from a later moment. */
  record ResolvedAnew(Instant since) implements Change {
    @Override
    public String words() {
      return "stays Resolved: that is long settled";
    }

    @Override
    public Rebuilt on(Rebuilt before) {
      return before.with(before.ticket().withStatus(Status.RESOLVED, since));
    }
  }

  /**
   * The level that counts from now on.
   *
   * @param from empty when there was only the default
   * @param source of the new one
   */
  record PriorityChanged(String from, String to, String source) implements Change {
    @Override
    public String words() {
      return from.isEmpty() ? "priority " + to : "priority " + from + " -> " + to;
    }

    @Override
    public Rebuilt on(Rebuilt before) {
      return before.with(before.ticket().withPriority(to, source));
    }
  }

  /** Who is at work on it; empty for nobody. */
  record OwnerChanged(String from, String to) implements Change {
    @Override
    public String words() {
      return to.isEmpty() ? "given back by " + from : "assigned to " + to;
    }

    @Override
    public Rebuilt on(Rebuilt before) {
      return before.with(before.ticket().withOwner(to));
    }
  }

  /** An entry was added. */
  record Wrote(EntryKind kind, boolean isForEngineers) implements Change {
    @Override
    public String words() {
      String whoSees = isForEngineers ? ", for engineers only" : "";
      return switch (kind) {
        case CUSTOMER_MESSAGE ->
            (isForEngineers ? "a stranger wrote" : "the customer wrote") + whoSees;
        case ENGINEER_REPLY -> "an engineer answered";
        case INTERNAL_NOTE -> "an internal note";
        case SYSTEM_NOTE -> "noted an automatic mail";
      };
    }

    @Override
    public Rebuilt on(Rebuilt before) {
      return before.withEntries(Map.of(kind, 1));
    }
  }

  /** Values that were read for fields, the primary one first. */
  record FactsLearned(Map<String, List<String>> values) implements Change {
    @Override
    public String words() {
      return "learned: " + String.join(", ", values.keySet().stream().sorted().toList());
    }

    @Override
    public Rebuilt on(Rebuilt before) {
      return before.withFacts(values);
    }
  }

  /**
   * The values of these fields are these from now on, and so is the priority.
   *
   * @param told which, and what they were before
   */
  record FactsReplaced(
      String told, Map<String, List<String>> values, String priority, String prioritySource)
      implements Change {
    @Override
    public String words() {
      return told;
    }

    @Override
    public Rebuilt on(Rebuilt before) {
      return before
          .withFactsInstead(values)
          .with(before.ticket().withPriority(priority, prioritySource));
    }
  }

  /** Somebody is on the ticket from now on, or is something else to it. */
  record Joined(Correspondent correspondent) implements Change {
    @Override
    public String words() {
      String who = correspondent.person().email();
      return switch (correspondent.role()) {
        case REQUESTER -> "requester " + who;
        case PARTICIPANT -> "participant added: " + who;
        case SUGGESTED -> "suggested as participant: " + who;
        case ENGINEER -> "engineer: " + who;
      };
    }

    @Override
    public Rebuilt on(Rebuilt before) {
      return before.with(correspondent);
    }
  }

  /** Reply tokens of this person that are out count as none from now on. */
  record TokenRotated(int no, int generation) implements Change {
    @Override
    public String words() {
      return "reply address changed: a stranger used it";
    }

    @Override
    public Rebuilt on(Rebuilt before) {
      return before.rotated(no);
    }
  }

  /** It would have been reopened once more, and was not (rule 27). */
  record ReopenLimited() implements Change {
    @Override
    public String words() {
      return "not reopened: too often";
    }
  }

  /** A word to find it by. */
  record Tagged(String tag) implements Change {
    @Override
    public String words() {
      return "tagged: " + tag;
    }

    @Override
    public Rebuilt on(Rebuilt before) {
      return before.with(before.ticket().tag(tag).ticket());
    }
  }

  /** A word no more. */
  record Untagged(String tag) implements Change {
    @Override
    public String words() {
      return "no longer tagged: " + tag;
    }

    @Override
    public Rebuilt on(Rebuilt before) {
      return before.with(before.ticket().untag(tag).ticket());
    }
  }

  /**
   * Its entries stand on another ticket from now on, and it is resolved.
   *
   * @param since when it was
   */
  record MergedInto(long ticketId, String number, Instant since) implements Change {
    @Override
    public String words() {
      return "merged into " + number;
    }

    @Override
    public Rebuilt on(Rebuilt before) {
      return before.with(before.ticket().withMergedInto(ticketId, since));
    }
  }

  /**
   * Entries came here from another ticket, or left for it.
   *
   * @param came how many of each kind; negative for those that left
   */
  record EntriesMoved(Map<EntryKind, Integer> came, String number) implements Change {
    @Override
    public String words() {
      int all = came.values().stream().mapToInt(Integer::intValue).sum();
      return (all < 0 ? -all + " entries went to " : all + " entries came from ") + number;
    }

    @Override
    public Rebuilt on(Rebuilt before) {
      return before.withEntries(came);
    }
  }

  /** The other side of a link. */
  record Linked(Relation relation, boolean isBack, String number) implements Change {
    @Override
    public String words() {
      return (isBack ? relation.back() : relation.words()) + " " + number;
    }
  }

  /** Why words of people are not kept any more. */
  enum Erasure {
    /** One person asked for it. */
    AT_REQUEST,
    /** The settings say how long the words of a resolved ticket are kept. */
    TIME_IS_OVER
  }

  /**
   * Words of people are gone from the ticket, and from the history before this line.
   *
   * @param people the numbers of those who are not named any more; their reply tokens count as none
   * @param facts all that is left of fields that had values
   */
  record Erased(Erasure erasure, List<Integer> people, Map<String, List<String>> facts)
      implements Change {
    @Override
    public String words() {
      return switch (erasure) {
        case AT_REQUEST -> "erased: what somebody wrote, at their request";
        case TIME_IS_OVER -> "erased: what was written, for its time is over";
      };
    }

    @Override
    public Rebuilt on(Rebuilt before) {
      Rebuilt after = before.withFactsInstead(facts);
      for (int no : people) {
        after = after.rotated(no);
      }
      return after;
    }
  }

  /** Nothing of the ticket changed. */
  record Told(String words) implements Change {}
}
