package counterfoil.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import counterfoil.reply.MailText;
import counterfoil.reply.MailText.Part;
import counterfoil.reply.MailText.Span;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Reading facts is linear: four times the text takes about four times the time, up to the 2 MB of
 * text that are read of a mail, whatever stands there.
 *
 * <p>What counts is the time that the thread was at work, so that a machine with other things to do
 * does not matter. A square would be sixteen times; between lie the caches of the processor.
 */
@Tag("cost")
@Tag("threat-T12")
class FactsCostTest {

  private static final int LONGEST = 2_000_000;
  private static final int TIMES = 4;

  /** Far above four, far below sixteen. */
  private static final double LIMIT = 9;

  /** A bad moment of the machine is not repeated; a square is. */
  private static final int TRIES = 3;

  /** Shorter times say more about the clock than about the text. */
  private static final long NOTHING = 40_000_000;

  private static final long LONGEST_NANOS = 20_000_000_000L;

  private static final DefinedFactsReader READER =
      new DefinedFactsReader(FieldDefinitions.packed());
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** A text of about so many characters. */
  private interface Shape extends IntFunction<MailText> {}

  private static Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    pieces().forEach((name, piece) -> shapes.put(name, size -> all(repeated(piece, size))));
    shapes.put("every alias in one line", size -> all(repeated(everyAlias(" "), size)));
    shapes.put("every alias on a line of its own", size -> all(repeated(everyAlias("\n"), size)));
    shapes.put("every alias behind a negation", size -> all(repeated(everyAlias(" not "), size)));
    shapes.put("every label with its colon", size -> all(repeated(everyLabel(": "), size)));
    shapes.put("every label on a line of its own", size -> all(repeated(everyLabel(":\n"), size)));
    shapes.put(
        "UUIDs beside cues, each another",
        size -> all(numbered(size, i -> "Call ID: 01234567-0123-0123-0123-%012x\n".formatted(i))));
    shapes.put(
        "quoted call IDs, each another",
        size -> whole(numbered(size, i -> "> CA%032x\n".formatted(i)), Part.QUOTED));
    shapes.put("numbered list items", size -> all(numbered(size, i -> i + ". call the spa\n")));
    shapes.put("call IDs, each another", size -> all(numbered(size, i -> "CA%032x ".formatted(i))));
    shapes.put(
        "links, each another",
        size ->
            all(numbered(size, i -> "https://studio.eu.poly.ai/a" + i + "/PROJECT-" + i + "\n")));
    shapes.put(
        "quotes in quotes", size -> all(numbered(size, i -> ">".repeat(i % 400) + " live\n")));
    shapes.put(
        "deeper and deeper", size -> all(numbered(size, i -> " ".repeat(i % 400) + "- a\n")));
    shapes.put("a soup of words", size -> all(soup(size)));
    shapes.put("answers under quoted questions", size -> parts(size, Part.NEW, Part.QUOTED));
    shapes.put(
        "quoted history", size -> whole(repeated("> Environment: live\n", size), Part.QUOTED));
    shapes.put(
        "forwarded mails",
        size -> whole(repeated("From: Owen\nIn Sandbox.\n", size), Part.FORWARDED));
    shapes.put("forwarded and quoted pieces", size -> parts(size, Part.FORWARDED, Part.QUOTED));
    return shapes;
  }

  private static Map<String, String> pieces() {
    Map<String, String> pieces = new LinkedHashMap<>();
    pieces.put("label after label", "Environment: Priority: Call ID: Steps: Browser: ");
    pieces.put("labels without values", "Environment:\n");
    pieces.put("misspelt labels", "Enviroment: sandbx\n");
    pieces.put("colons", ":");
    pieces.put("almost call IDs", "CA0123456789abcdef0123456789abcde ");
    pieces.put("call IDs that do not end", "CA0123456789abcdef0123456789abcdef");
    pieces.put("almost UUIDs", "01234567-0123-0123-0123-01234567890 ");
    pieces.put("hexadecimal digits", "0123456789abcdef");
    pieces.put("links without end", "https://studio.poly.ai/a/b");
    pieces.put("links in a row", "https://studio.poly.ai/a/b ");
    pieces.put("open links", "<https://studio.poly.ai/a\n");
    pieces.put("slashes", "a/b/c/");
    pieces.put("wrappers in wrappers", "https://urldefense.com/v3/__");
    pieces.put("wrappers one after the other", "https://urldefense.com/v3/__https://*__;");
    pieces.put(
        "encoded wrappers",
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Feur01.safelinks"
            + ".protection.outlook.com%2F%3Furl%3D");
    pieces.put("percent signs", "%25");
    pieces.put("open brackets", "([{<");
    pieces.put("closing brackets", ")]}>");
    pieces.put("one word", "live ");
    pieces.put("one word without spaces", "live");
    pieces.put("one word between commas", "live,");
    pieces.put("one letter", "a");
    pieces.put("not not not", "not ");
    pieces.put("negations that contradict", "not live but sandbox, ");
    pieces.put("negations in short", "isn't can't don't 's ");
    pieces.put("both values", "sandbox and live or pre-release and ");
    pieces.put("list items", "- call the spa\n");
    pieces.put("steps without items", "- Steps:\n\n\n");
    pieces.put("quote signs", "> ");
    pieces.put("Japanese without spaces", "本番環境で通話が切れます");
    pieces.put("Chinese without spaces", "生产环境不能通话");
    pieces.put("mixed directions", "שלום live مرحبا sandbox \u202e ");
    pieces.put("combining marks", "e\u0301\u0308");
    pieces.put("pictures", "\ud83d\ude00");
    pieces.put("transcripts", "Agent: How can I help?\nCaller: It is live.\n");
    pieces.put("table bars", "|");
    pieces.put("table rows", "| Environment | Live |\n");
    pieces.put("dashes", "-");
    pieces.put("all kinds of dashes", "- \u2013 \u2014 ");
    pieces.put("ends of sentences", ". ! ? ");
    pieces.put("questions", "Environment?\n");
    pieces.put("addresses", "a@live.example ");
    pieces.put("at signs", "a@");
    pieces.put("farewells", "Thanks,\n");
    pieces.put("browsers", "Mozilla/5.0 Chrome/1 Safari/5 Edg/1 ");
    pieces.put("priorities", "P1 P2 urgent ");
    pieces.put("failures", "all calls are dropped and no guest can book. ");
    pieces.put("failures in one sentence", "all calls are dropped and no guest can book and ");
    pieces.put("spaces", " ");
    pieces.put("tabs", "\t");
    pieces.put("empty lines", "\n");
    pieces.put("settings", "Environment=Live;");
    pieces.put("tags", "<b>live</b>");
    pieces.put("quotation marks", "\"'\u201c");
    pieces.put("labelled UUIDs", "Call ID: 01234567-0123-0123-0123-0123456789ab\n");
    pieces.put("labelled UUIDs in one line", "Call ID: 01234567-0123-0123-0123-0123456789ab, ");
    pieces.put("UUIDs beside cues", "call 01234567-0123-0123-0123-0123456789ab and request ");
    pieces.put("labelled links", "Project link: https://studio.poly.ai/a/b\n");
    pieces.put("labelled environments", "Environment: live\n");
    pieces.put("labelled priorities", "Priority: P1\n");
    pieces.put("labelled browsers", "Browser: Chrome\n");
    pieces.put("labelled troubles", "What happened: all calls are dropped\n");
    pieces.put("labelled steps", "Steps: call the spa > ask for a massage\n");
    pieces.put("denied call IDs", "not CA0123456789abcdef0123456789abcdef and ");
    pieces.put("denials in one sentence", "not live and not sandbox and ");
    pieces.put("wishes in one sentence", "we would like it in live and ");
    pieces.put("headings", "**Environment**\n");
    pieces.put(
        "user agents", "Mozilla/5.0 (X11) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126 ");
    pieces.put(
        "links with values",
        "https://studio.poly.ai/a/b?client_env=live&conversation_id=CAcafe0001 ");
    return pieces;
  }

  @TestFactory
  Stream<DynamicTest> takesFourTimesAsLongForFourTimesTheText() {
    return shapes().entrySet().stream()
        .map(shape -> dynamicTest(shape.getKey(), () -> isLinear(shape.getValue())));
  }

  private static void isLinear(Shape shape) {
    MailText once = shape.apply(LONGEST / TIMES);
    MailText more = shape.apply(LONGEST);
    nanos(once);
    double least = Double.MAX_VALUE;
    for (int i = 0; i < TRIES && least >= LIMIT; i++) {
      long ofOnce = nanos(once);
      long ofMore = nanos(more);
      assertThat(ofMore).as("nanoseconds").isLessThan(LONGEST_NANOS);
      least = Math.min(least, ofMore <= NOTHING ? 0 : (double) ofMore / ofOnce);
    }
    assertThat(least).as("times as long").isLessThan(LIMIT);
  }

  private static long nanos(MailText text) {
    long start = THREADS.getCurrentThreadCpuTime();
    Facts facts = READER.read(Letters.mail("en", "Harbour Hotels", text));
    long taken = THREADS.getCurrentThreadCpuTime() - start;
    assertThat(facts).isNotNull();
    return taken;
  }

  private static MailText all(String text) {
    return MailText.allNew(text);
  }

  private static MailText whole(String text, Part part) {
    return new MailText(text, List.of(new Span(part, 0, text.length())));
  }

  /** Two kinds of parts, line by line. */
  private static MailText parts(int size, Part one, Part other) {
    StringBuilder text = new StringBuilder();
    List<Span> spans = new ArrayList<>();
    while (text.length() < size) {
      int start = text.length();
      boolean isOther = spans.size() % 2 == 1;
      text.append(isOther ? "> Environment (Sandbox or Live)?\n" : "the live one\n");
      spans.add(new Span(isOther ? other : one, start, text.length()));
    }
    return new MailText(text.toString(), spans);
  }

  private static String repeated(String piece, int size) {
    return piece.repeat(size / piece.length() + 1).substring(0, size);
  }

  private static String numbered(int size, IntFunction<String> piece) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; text.length() < size; i++) {
      text.append(piece.apply(i));
    }
    return text.substring(0, size);
  }

  private static String soup(int size) {
    List<String> words = new ArrayList<>(pieces().values());
    Random random = new Random(20261123);
    return numbered(size, i -> words.get(random.nextInt(words.size())));
  }

  private static String everyAlias(String between) {
    return FieldDefinitions.packed().fields().stream()
        .flatMap(field -> field.details().values().stream())
        .flatMap(value -> value.words().stream())
        .collect(Collectors.joining(between, "", between));
  }

  private static String everyLabel(String behind) {
    return FieldDefinitions.packed().fields().stream()
        .flatMap(field -> field.labels().all().stream())
        .collect(Collectors.joining(behind, "", behind));
  }
}
