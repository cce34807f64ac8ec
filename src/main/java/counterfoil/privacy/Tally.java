package counterfoil.privacy;

/**
 * How much was erased, or would be.
 *
 * @param tickets whose history got a line about it
 * @param entries that have no words any more
 * @param mails that have neither bytes nor sender nor subject any more
 * @param letters that have neither words nor recipient any more
 * @param facts that were deleted
 */
public record Tally(long tickets, long entries, long mails, long letters, long facts) {

  /** Nothing. */
  public static final Tally NOTHING = new Tally(0, 0, 0, 0, 0);

  /** Both together. */
  public Tally plus(Tally other) {
    return new Tally(
        tickets + other.tickets,
        entries + other.entries,
        mails + other.mails,
        letters + other.letters,
        facts + other.facts);
  }

  /** Whether there was nothing to do. */
  public boolean isNothing() {
    return equals(NOTHING);
  }

  /** In words. */
  public String words() {
    return "%s, %s, %s, %s, %s"
        .formatted(
            count(tickets, "ticket", "tickets"),
            count(entries, "entry", "entries"),
            count(mails, "mail", "mails"),
            count(letters, "letter", "letters"),
            count(facts, "fact", "facts"));
  }

  private static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
