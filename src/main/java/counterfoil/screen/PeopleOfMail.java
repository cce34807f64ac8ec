package counterfoil.screen;

import counterfoil.mail.Address;
import counterfoil.mail.ParsedMail;
import counterfoil.reply.MailText.Part;
import counterfoil.reply.QuotePatterns;
import counterfoil.screen.ShortText.Break;
import counterfoil.screen.ShortText.Word;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The words of the names in a mail: of its author, of those it goes to, and of who is said to have
 * written what it quotes.
 */
final class PeopleOfMail implements ThanksReading.Names {

  /** The newest mail of a quote stands first. */
  private static final int CHARS_OF_QUOTE = 4_000;

  private static final int MOST_PEOPLE = 50;
  private static final int WORDS_OF_NAME = 4;
  private static final int LONGEST_NAME = 60;
  private static final int SHORTEST_OF_ADDRESS = 3;

  private static final Set<String> NO_NAMES = ThanksPhrases.words("no-names", "doubts");

  private final Set<String> names = new HashSet<>();

  PeopleOfMail(ParsedMail mail) {
    for (Address author : mail.from().stream().limit(MOST_PEOPLE).toList()) {
      add(author.name(), 1);
      add(
          author.email().substring(0, Math.max(0, author.email().indexOf('@'))),
          SHORTEST_OF_ADDRESS);
    }
    mail.to().stream().limit(MOST_PEOPLE).forEach(address -> add(address.name(), 1));
    mail.cc().stream().limit(MOST_PEOPLE).forEach(address -> add(address.name(), 1));
    String quote = mail.text().part(Part.QUOTED);
    addQuoted(quote.substring(0, Math.min(CHARS_OF_QUOTE, quote.length())));
  }

  private void add(String name, int shortest) {
    if (name.length() > LONGEST_NAME * 2) {
      return;
    }
    for (Word word : ShortText.of(name).words()) {
      if (word.text().length() >= shortest && !word.isSign() && !NO_NAMES.contains(word.text())) {
        names.add(word.text());
      }
    }
  }

  /** Who wrote it: before an address, behind "From:", or below "Best regards,". */
  private void addQuoted(String quote) {
    String above = "";
    for (String quoted : quote.split("\n")) {
      String line = quoted.replace(">", " ").strip();
      int bracket = quoted.indexOf('<');
      int colon = line.indexOf(':');
      if (bracket > 0 && quoted.indexOf('@', bracket) > 0) {
        addBefore(quoted.substring(0, bracket));
      }
      if (colon > 0 && colon <= 30 && QuotePatterns.isSender(line.substring(0, colon))) {
        addBefore(line.substring(colon + 1));
      } else if (above.endsWith(",") && line.length() <= LONGEST_NAME) {
        addAll(ShortText.of(line).words());
      }
      above = line.isEmpty() ? above : line;
    }
  }

  /** The last words that have capitals. */
  private void addBefore(String line) {
    List<Word> words = ShortText.of(line.substring(Math.max(0, line.length() - 200))).words();
    int from = words.size();
    while (from > 0 && words.size() - from < WORDS_OF_NAME && words.get(from - 1).isCapital()) {
      from--;
      if (words.get(from).breakBefore() != Break.NONE) {
        break;
      }
    }
    addAll(words.subList(from, words.size()));
  }

  private void addAll(List<Word> words) {
    boolean isName =
        words.size() <= WORDS_OF_NAME && words.stream().allMatch(word -> word.isCapital());
    for (Word word : isName ? words : List.<Word>of()) {
      if (!NO_NAMES.contains(word.text())) {
        names.add(word.text());
      }
    }
  }

  @Override
  public boolean knows(Word word, boolean mayBeSmall) {
    return (word.isCapital() || mayBeSmall) && names.contains(word.text());
  }

  @Override
  public boolean mayBe(Word word) {
    return word.isCapital() && word.text().length() > 1 && !NO_NAMES.contains(word.text());
  }
}
