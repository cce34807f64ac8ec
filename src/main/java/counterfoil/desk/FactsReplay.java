package counterfoil.desk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Goes through tickets and has their mails read again: first to say what would change, then to
 * write it. Remembers one bit of each ticket. One thread alone, for beside it a bot may be at work
 * on the other cores.
 */
public final class FactsReplay {

  private static final int PAGE = 50;

  /** A ticket that changes whenever it is read is named, and left to the next run. */
  private static final int TRIES = 20;

  /** A batch of the bot that holds the ticket is written within this time. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final KeptFacts kept;
  private final Rereading rereading;
  private final KeptFacts.Selection which;
  private final BooleanSupplier isToStop;
  private final BitSet changing = new BitSet();

  /**
   * @param isToStop asked between tickets, and between what is written together
   */
  public FactsReplay(
      KeptFacts kept, Rereading rereading, KeptFacts.Selection which, BooleanSupplier isToStop) {
    this.kept = kept;
    this.rereading = rereading;
    this.which = which;
    this.isToStop = isToStop;
  }

  /**
   * Reads all tickets that are selected, and writes nothing.
   *
   * @param told of each ticket, in the order of their ids
   * @return whether it came to the end
   */
  public boolean rehearse(Consumer<Reread> told) {
    long last = Long.MIN_VALUE;
    List<KeptTicket> page = kept.page(which, last, PAGE);
    while (!page.isEmpty()) {
      for (KeptTicket ticket : page) {
        if (isToStop.getAsBoolean()) {
          return false;
        }
        last = ticket.ticket().id();
        Reread read = rereading.read(ticket);
        if (read.isChange()) {
          changing.set(Math.toIntExact(last));
        }
        told.accept(read);
      }
      page = kept.page(which, last, PAGE);
    }
    return true;
  }

  /** How many tickets the rehearsal found that change. */
  public int changing() {
    return changing.cardinality();
  }

  /**
   * Writes what changes on the tickets that the rehearsal found. Each is read once more, and once
   * more again when it has changed meanwhile, so that what is written is right at that moment.
   *
   * @param told of each ticket once it is written, or left as it is
   * @return whether it came to the end
   */
  public boolean apply(Consumer<Reread> told) {
    int next = changing.nextSetBit(0);
    while (next >= 0) {
      if (isToStop.getAsBoolean()) {
        return false;
      }
      List<Long> ids = new ArrayList<>();
      while (next >= 0 && ids.size() < PAGE) {
        ids.add((long) next);
        next = changing.nextSetBit(next + 1);
      }
      apply(ids, told);
    }
    return true;
  }

  private void apply(List<Long> all, Consumer<Reread> told) {
    List<Long> ids = all;
    List<Reread> left = List.of();
    for (int i = 0; i < TRIES && !ids.isEmpty(); i++) {
      List<Reread> read = kept.tickets(ids).stream().map(rereading::read).toList();
      Set<Long> changed = kept.replace(read.stream().filter(Reread::isChange).toList());
      read.stream().filter(one -> !changed.contains(id(one))).forEach(told);
      left = read.stream().filter(one -> changed.contains(id(one))).toList();
      ids = left.stream().map(FactsReplay::id).toList();
      if (!ids.isEmpty()) {
        pause();
      }
    }
    left.forEach(one -> told.accept(Reread.left(one.kept(), "it changed whenever it was read")));
  }

  private static long id(Reread read) {
    return read.kept().ticket().id();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
