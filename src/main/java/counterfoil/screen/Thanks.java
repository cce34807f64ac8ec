package counterfoil.screen;

import counterfoil.mail.Attachment;
import counterfoil.mail.ParsedMail;
import counterfoil.reply.MailText.Part;
import counterfoil.reply.SubjectPrefix;
import counterfoil.screen.ShortText.Word;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells an answer that says thanks and nothing else, so that it wakes nobody. In doubt it is not
 * one: a thanks too many in the queue is a nuisance, an answer that nobody reads is lost work.
 *
 * <p>Every word of the new part must belong to a phrase of one language ({@code screen/thanks}) or
 * to a name; there must be thanks among them. Where the mail that it answers asks something, words
 * that may be the answer ("ok", "perfect", "it works") are no longer passed over.
 *
 * <p>It reads the words of one mail. Whether that mail answers a ticket, fills in the form inside
 * the quote of our letter, or is too urgent to be passed over, is for the caller to know. Linear in
 * the length of the mail; may be shared between threads.
 */
public final class Thanks implements OnlyThanks {

  /** Words that a new part may have at most, unless said otherwise. */
  public static final int MOST_WORDS = 12;

  /** Longer words than any list has. */
  private static final int CHARS_A_WORD = 60;

  /** A logo, rather than a picture of what is wrong; see the rule on attachments. */
  private static final long LARGEST_LOGO = 10 * 1024;

  private static final Set<String> SIGNED =
      Set.of(
          "application/pkcs7-signature",
          "application/x-pkcs7-signature",
          "application/pgp-signature");

  private static final int CHARS_OF_QUOTE = 4_000;
  private static final int CHARS_OF_SIGNATURE = 1_000;
  private static final String QUESTION_MARKS = "?\u037e\u00bf\u061f\u055e\u1367\uff1f\u203d\u2047";

  private static final Map<String, ThanksPhrases> LANGUAGES = ThanksPhrases.all();

  /** Languages by the words with which thanks begin: most mails have none of these. */
  private static final Map<String, Set<String>> BEGINNINGS = beginnings();

  private static final Set<String> DOUBTS = ThanksPhrases.words("doubts");

  private final int mostWords;

  /** With {@value #MOST_WORDS} words at most. */
  public Thanks() {
    this(MOST_WORDS);
  }

  /**
   * @param mostWords that a new part may have; 0 takes no mail for thanks
   */
  public Thanks(int mostWords) {
    this.mostWords = mostWords;
  }

  /** Whether the mail says thanks and nothing else; never throws. */
  public boolean isOnly(ParsedMail mail) {
    return seenIn(mail, false).isPresent();
  }

  /**
   * Why the mail is taken for thanks alone, in a sentence; empty when it says more. Never throws.
   *
   * @param wasAsked whether the desk asked something in the letter before, so that "ok" may be the
   *     answer; a question in what the mail quotes is seen without
   */
  @Override
  public Optional<String> seenIn(ParsedMail mail, boolean wasAsked) {
    String written = mail.text().newPart();
    if (written.isEmpty()
        || written.length() > (long) mostWords * CHARS_A_WORD
        || isUnfit(written)
        || mail.attachments().stream().anyMatch(file -> !isNothing(file))
        || mail.text().spans().stream().anyMatch(span -> span.part() == Part.FORWARDED)) {
      return Optional.empty();
    }
    String signature = mail.text().part(Part.SIGNATURE);
    signature = signature.substring(0, Math.min(CHARS_OF_SIGNATURE, signature.length()));
    Optional<String> language = languageOf(written, mail, wasAsked);
    if (language.isEmpty() && !signature.isEmpty()) {
      // "Hello Mei," and below it "Thanks,", which the splitter takes for the end of the letter.
      language = languageOf(written + "\n" + firstLine(signature), mail, wasAsked);
    }
    if (language.isEmpty() || isDoubtful(signature) || !isPlainSubject(mail)) {
      return Optional.empty();
    }
    return Optional.of("All that is new says thanks (" + language.get() + ").");
  }

  private Optional<String> languageOf(String written, ParsedMail mail, boolean wasAsked) {
    ShortText text = ShortText.of(written);
    if (text.count() > mostWords || text.words().size() > ShortText.CHARS_A_WORD * mostWords) {
      return Optional.empty();
    }
    Set<String> candidates = new HashSet<>();
    for (Word word : text.words()) {
      candidates.addAll(BEGINNINGS.getOrDefault(word.text(), Set.of()));
    }
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    PeopleOfMail people = new PeopleOfMail(mail);
    boolean isAnswer = wasAsked || hasQuestion(newestQuote(mail));
    return LANGUAGES.keySet().stream()
        .filter(candidates::contains)
        .filter(
            language ->
                new ThanksReading(
                        text.words(),
                        LANGUAGES.get(language),
                        people,
                        language.equals(mail.language()),
                        isAnswer)
                    .isThanks())
        .findFirst();
  }

  private static Map<String, Set<String>> beginnings() {
    Map<String, Set<String>> all = new HashMap<>();
    LANGUAGES.forEach(
        (language, phrases) ->
            phrases
                .beginnings()
                .forEach(word -> all.computeIfAbsent(word, key -> new HashSet<>()).add(language)));
    return all;
  }

  private static boolean isUnfit(String text) {
    boolean isGreek = text.chars().anyMatch(c -> c >= 0x370 && c <= 0x3ff && c != 0x37e);
    return text.codePoints()
        .anyMatch(
            c ->
                Character.isDigit(c)
                    || QUESTION_MARKS.indexOf(c) >= 0
                    // The question mark of Greek keyboards.
                    || isGreek && c == ';');
  }

  private static boolean isNothing(Attachment file) {
    boolean isLogo = file.inline() && file.type().startsWith("image/") && isSmall(file);
    return isLogo || SIGNED.contains(file.type()) && isSmall(file);
  }

  private static boolean isSmall(Attachment file) {
    return file.size() <= LARGEST_LOGO;
  }

  /** What is written on below a name may have been taken for a part of the signature. */
  private static boolean isDoubtful(String signature) {
    return hasQuestion(signature)
        || ShortText.of(signature).words().stream().anyMatch(word -> DOUBTS.contains(word.text()));
  }

  /** A subject that is no answer is written by hand, and may say what the text does not. */
  private boolean isPlainSubject(ParsedMail mail) {
    String subject = mail.subject();
    return subject.isEmpty()
        || SubjectPrefix.of(subject).filter(SubjectPrefix.REPLY::equals).isPresent()
        || subject.length() <= mostWords * CHARS_A_WORD
            && !isUnfit(subject)
            && languageOf(subject, mail, false).isPresent();
  }

  private static String firstLine(String signature) {
    int end = signature.indexOf('\n');
    String line = end < 0 ? signature : signature.substring(0, end);
    return line.length() > CHARS_A_WORD ? "" : line;
  }

  /** The beginning of the mail that this one answers, down to what that one quotes. */
  private static String newestQuote(ParsedMail mail) {
    String quote = mail.text().part(Part.QUOTED);
    StringBuilder newest = new StringBuilder();
    for (String line : quote.substring(0, Math.min(CHARS_OF_QUOTE, quote.length())).split("\n")) {
      if (line.replace(" ", "").startsWith(">>")) {
        break;
      }
      newest.append(line).append('\n');
    }
    return newest.toString();
  }

  /** Addresses of pages have question marks inside words. */
  private static boolean hasQuestion(String text) {
    for (int i = 0; i < text.length(); i++) {
      boolean isMark = QUESTION_MARKS.indexOf(text.charAt(i)) >= 0;
      boolean isInWord =
          i + 1 < text.length()
              && (Character.isLetterOrDigit(text.charAt(i + 1)) || text.charAt(i + 1) == '=')
              && text.charAt(i) == '?';
      if (isMark && !isInWord) {
        return true;
      }
    }
    return false;
  }
}
