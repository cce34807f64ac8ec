package counterfoil.reply;

import counterfoil.reply.MailText.Part;
import counterfoil.reply.MailText.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What stands between the two tear lines of a letter of ours that a mail quotes: the lines that the
 * letter asked to fill in, as they came back. Nothing else of a quote can be one.
 *
 * @param number of the ticket that the letter was about
 * @param text the lines without quote signs; those that the author put between them are no part of
 *     it, for they are read as what they are: new
 */
public record FormBlock(String number, String text) {

  private static final int MOST_TEARS = 20;
  private static final int LONGEST = 20_000;

  /** A tear line where it stands. */
  private record Tear(TearLine line, Span span) {}

  /** A block, and how many quote signs stand before it. */
  private record Found(FormBlock block, int depth) {}

  /** The blocks of a mail, the newest first: that with the fewest quote signs, then the upper. */
  public static List<FormBlock> in(MailText mail) {
    List<Found> found = new ArrayList<>();
    List<Tear> tears = tears(mail);
    for (int i = 0; i + 1 < tears.size(); i++) {
      TearLine upper = tears.get(i).line();
      int start = tears.get(i).span().end();
      int end = tears.get(i + 1).span().start();
      if (upper.number().equals(tears.get(i + 1).line().number()) && end - start <= LONGEST) {
        FormBlock block = new FormBlock(upper.number(), between(mail, start, end));
        if (!block.text().isBlank()) {
          found.add(new Found(block, upper.depth()));
        }
        i++;
      }
    }
    found.sort(Comparator.comparingInt(Found::depth));
    return found.stream().map(Found::block).toList();
  }

  /** Where tear lines stand in what a mail quotes: no value reaches across one. */
  public static List<Span> tearLines(MailText mail) {
    return tears(mail).stream().map(Tear::span).toList();
  }

  private static List<Tear> tears(MailText mail) {
    List<Tear> tears = new ArrayList<>();
    String full = mail.full();
    for (Span span : mail.spans()) {
      int start = span.start();
      while (span.part() != Part.NEW && start < span.end() && tears.size() < MOST_TEARS) {
        int end = endOfLine(full, start, span.end());
        // What is too long to be one is not even copied.
        TearLine line =
            end - start > TearLine.LONGEST
                ? TearLine.NONE
                : TearLine.of(full.substring(start, end).stripTrailing());
        if (!line.isNone()) {
          tears.add(new Tear(line, new Span(span.part(), start, end)));
        }
        start = end;
      }
    }
    return tears;
  }

  private static String between(MailText mail, int from, int to) {
    StringBuilder lines = new StringBuilder();
    String full = mail.full();
    for (Span span : mail.spans()) {
      int start = Math.max(from, span.start());
      while (span.part() != Part.NEW && start < Math.min(to, span.end())) {
        int end = endOfLine(full, start, span.end());
        while (start < end && (full.charAt(start) == '>' || full.charAt(start) == ' ')) {
          start++;
        }
        lines.append(full, start, end);
        start = end;
      }
    }
    return lines.toString();
  }

  /** Behind the line end. */
  private static int endOfLine(String full, int start, int most) {
    int newline = full.indexOf('\n', start);
    return newline < 0 || newline >= most ? most : newline + 1;
  }
}
