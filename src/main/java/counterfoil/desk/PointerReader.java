package counterfoil.desk;

import counterfoil.letters.ReplyTokens;
import counterfoil.letters.TicketMarks;
import counterfoil.mail.Address;
import counterfoil.mail.ParsedMail;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Finds in a mail what points at tickets. Safe for many threads. */
public final class PointerReader {

  /** Where a server says whom a mail came to, and where its author wrote it; in this order. */
  private static final List<String> RECIPIENT_FIELDS =
      List.of("delivered-to", "x-original-to", "envelope-to");

  private static final int MOST = 10;

  private final TicketMarks marks;
  private final String prefix;

  /**
   * @param prefix of ticket numbers, such as {@code CF}
   */
  public PointerReader(TicketMarks marks, String prefix) {
    this.marks = marks;
    this.prefix = prefix;
  }

  Pointers read(ParsedMail mail) {
    List<String> newestFirst = new ArrayList<>(mail.references());
    Collections.reverse(newestFirst);
    return new Pointers(
        recipients(mail).flatMap(to -> ReplyTokens.in(to).stream()).distinct().limit(MOST).toList(),
        Stream.concat(mail.inReplyTo().stream(), newestFirst.stream()).distinct().toList(),
        marks.in(mail.text().full()),
        numbersIn(mail.subject()));
  }

  private static Stream<Address> recipients(ParsedMail mail) {
    return Stream.concat(
        RECIPIENT_FIELDS.stream()
            .flatMap(field -> mail.header(field).stream())
            .limit(MOST)
            .map(PointerReader::address),
        Stream.concat(mail.to().stream(), mail.cc().stream()));
  }

  /** Servers write these fields with brackets or without. */
  private static Address address(String field) {
    String bare = field.strip();
    boolean isInBrackets = bare.startsWith("<") && bare.endsWith(">");
    return Address.of(isInBrackets ? bare.substring(1, bare.length() - 1) : bare);
  }

  /** The {@code CF-1042} of each {@code [CF-1042]}. */
  private List<String> numbersIn(String subject) {
    List<String> found = new ArrayList<>();
    String open = "[" + prefix + "-";
    for (int at = subject.indexOf(open);
        at >= 0 && found.size() < MOST;
        at = subject.indexOf(open, at + 1)) {
      int start = at + open.length();
      int end = subject.indexOf(']', start);
      if (end > start && end - start <= 18) {
        String digits = subject.substring(start, end);
        if (digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
          found.add(prefix + "-" + digits);
        }
      }
    }
    return found.stream().distinct().toList();
  }
}
