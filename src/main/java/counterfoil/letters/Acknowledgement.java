package counterfoil.letters;

import java.util.List;

/**
 * What an acknowledgement says (rule 32): the number, what was understood, what is missing and
 * where to find it. Holds checked values only: the templates may print all of it.
 *
 * @param number such as {@code CF-1042}
 * @param language two letters; a language without templates falls back to English
 * @param understood label and value of what was read
 * @param missing what to send, as lines to fill in, with a hint where to find it
 * @param priority level, title and targets
 * @param size of the mail, when it was too large to be taken in whole
 * @param phone the line for what cannot wait, outside of working hours; empty for none
 * @param mark by which an answer finds its ticket, see {@link TicketMarks}
 */
public record Acknowledgement(
    String number,
    String language,
    List<Line> understood,
    List<Missing> missing,
    Priority priority,
    Size size,
    String phone,
    String mark) {

  /**
   * How large the mail was, in megabytes.
   *
   * @param mail 0 when it was not too large
   * @param limit up to which a mail is taken in whole
   */
  public record Size(long mail, long limit) {

    /** Of a mail that was taken in whole. */
    public static final Size FINE = new Size(0, 0);

    /** Whether something is to be said about it. */
    public boolean tooLarge() {
      return mail > 0;
    }
  }

  /** A label and a value that may be shown to anybody. */
  public record Line(String label, String value) {}

  /** A label to be filled in and a hint; the hint may be empty. */
  public record Missing(String label, String hint) {}

  /**
   * @param level P1 to P4
   * @param stated whether the customer said so; else it is our reading
   */
  public record Priority(
      String level, String title, boolean stated, String firstResponse, String resolution) {}
}
