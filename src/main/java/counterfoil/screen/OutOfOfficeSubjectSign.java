package counterfoil.screen;

import counterfoil.mail.ParsedMail;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The subject is one that responders write, in the languages of {@code out-of-office-subjects.txt}.
 * RFC 3834 section 3.1.5 leaves the words to them.
 *
 * <p>The phrase must open the subject and stand alone there: "Out of office tomorrow, please help
 * today" is a person. Some phrases are also what people write about ("Out of office: callers hear
 * the wrong greeting"); before other words those need a second sign, such as being an answer.
 */
final class OutOfOfficeSubjectSign implements Sign {

  private static final String PHRASES = "/screen/out-of-office-subjects.txt";

  /** What may follow a phrase: the end, punctuation, or the subject that is answered. */
  private static final Pattern END_OF_PHRASE =
      Pattern.compile("\\s*($|[:;,!.|/()\\[\\]>*\"\u3011\u300d\u2013\u2014-].*)", Pattern.DOTALL);

  /** {@code Re:} in the ways clients write it. */
  private static final Pattern REPLY_PREFIX =
      Pattern.compile(
          "[\\s:;,!.|/(\\[\"\u2013\u2014-]*(re|aw|sv|vs|antw|odp|rif|res|ynt|ref)\\s?:.*",
          Pattern.DOTALL);

  /** Marks that mail gateways put before a subject, such as {@code [EXTERNAL]}. */
  private static final Pattern LEADING_MARKS =
      Pattern.compile("^(\\s*(\\[[^\\]]{0,40}\\]|\\*{1,3}[^*]{0,40}\\*{1,3}|[\u3010\u300c]))+\\s*");

  /** The phrase itself may stand in brackets: {@code [Auto-Reply] ...}. */
  private static final Pattern OPENING_BRACKET = Pattern.compile("^[\\[(<*]+\\s*");

  /** Longer than any subject that people or responders write. */
  private static final int LONGEST = 998;

  private record Phrase(String words, boolean sure) {}

  private final List<Phrase> phrases = load();

  @Override
  public MailClass mailClass() {
    return MailClass.AUTO_REPLY;
  }

  @Override
  public Optional<String> seenIn(ParsedMail mail) {
    String subject = mail.subject();
    String whole = Phrases.plain(subject.substring(0, Math.min(subject.length(), LONGEST)));
    String unmarked = LEADING_MARKS.matcher(whole).replaceFirst("");
    String opened = OPENING_BRACKET.matcher(whole).replaceFirst("");
    return phrases.stream()
        .filter(phrase -> opens(phrase, unmarked, mail) || opens(phrase, opened, mail))
        .findFirst()
        .map(phrase -> "The subject is that of an automatic reply: \"" + phrase.words() + "\".");
  }

  private static boolean opens(Phrase phrase, String subject, ParsedMail mail) {
    if (!subject.startsWith(phrase.words())) {
      return false;
    }
    String rest = subject.substring(phrase.words().length());
    if (rest.isBlank() || REPLY_PREFIX.matcher(rest).matches()) {
      return true;
    }
    return END_OF_PHRASE.matcher(rest).matches() && (phrase.sure() || hasSecondSign(mail));
  }

  private static boolean hasSecondSign(ParsedMail mail) {
    return !mail.inReplyTo().isEmpty()
        || !mail.references().isEmpty()
        || !mail.header("x-auto-response-suppress").isEmpty()
        || !AutoSubmitted.of(mail).isEmpty()
        || !mail.header("precedence").isEmpty()
        || mail.header("return-path").stream().anyMatch(path -> path.strip().equals("<>"));
  }

  private static List<Phrase> load() {
    return Phrases.lines(PHRASES).stream()
        .map(
            line ->
                line.startsWith("?")
                    ? new Phrase(Phrases.plain(line.substring(1)), false)
                    : new Phrase(Phrases.plain(line), true))
        .toList();
  }
}
