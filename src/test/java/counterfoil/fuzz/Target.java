package counterfoil.fuzz;

import counterfoil.desk.AcknowledgementFuzz;
import counterfoil.facts.FactsFuzz;
import counterfoil.html.HtmlFuzz;
import counterfoil.html.SafeHtmlFuzz;
import counterfoil.mail.AddressesFuzz;
import counterfoil.mail.CalendarFuzz;
import counterfoil.mail.GateFuzz;
import counterfoil.mail.HeadersFuzz;
import counterfoil.mail.PartsFuzz;
import counterfoil.mail.ReaderFuzz;
import counterfoil.mail.TnefFuzz;
import counterfoil.reply.SplitterFuzz;
import counterfoil.screen.ScreenerFuzz;
import counterfoil.text.CharsetsFuzz;
import java.util.Locale;
import java.util.function.Consumer;

/** What is fuzzed, in the order in which a mail meets it. */
enum Target {
  GATE(
      GateFuzz.class,
      GateFuzz::fuzzerTestOneInput,
      Seeds.Shape.MAIL,
      512,
      "counterfoil.mail.Gate*"),
  HEADERS(
      HeadersFuzz.class, HeadersFuzz::fuzzerTestOneInput, Seeds.Shape.FIELD, 256, Rooms.OF_A_MAIL),
  ADDRESSES(
      AddressesFuzz.class,
      AddressesFuzz::fuzzerTestOneInput,
      Seeds.Shape.ADDRESS,
      128,
      Rooms.OF_A_MAIL),
  CHARSETS(
      CharsetsFuzz.class,
      CharsetsFuzz::fuzzerTestOneInput,
      Seeds.Shape.CHARSET,
      128,
      Rooms.OF_A_MAIL),
  PARTS(
      PartsFuzz.class,
      PartsFuzz::fuzzerTestOneInput,
      Seeds.Shape.SHORT_MAIL,
      1_024,
      Rooms.OF_A_MAIL + ":org.apache.james.mime4j.**"),
  TNEF(
      TnefFuzz.class,
      TnefFuzz::fuzzerTestOneInput,
      Seeds.Shape.TNEF,
      1_024,
      Rooms.OF_A_MAIL + ":org.apache.poi.hmef.**"),
  CALENDAR(
      CalendarFuzz.class,
      CalendarFuzz::fuzzerTestOneInput,
      Seeds.Shape.CALENDAR,
      512,
      Rooms.OF_A_MAIL),
  HTML(HtmlFuzz.class, HtmlFuzz::fuzzerTestOneInput, Seeds.Shape.HTML, 512, Rooms.OF_A_MAIL),
  SAFE_HTML(
      SafeHtmlFuzz.class,
      SafeHtmlFuzz::fuzzerTestOneInput,
      Seeds.Shape.HTML,
      512,
      Rooms.OF_A_MAIL + ":org.jsoup.safety.*"),
  SPLITTER(
      SplitterFuzz.class, SplitterFuzz::fuzzerTestOneInput, Seeds.Shape.TEXT, 512, Rooms.OF_A_MAIL),
  READER(
      ReaderFuzz.class,
      ReaderFuzz::fuzzerTestOneInput,
      Seeds.Shape.SHORT_MAIL,
      1_536,
      Rooms.OF_A_MAIL),
  SCREENER(
      ScreenerFuzz.class,
      ScreenerFuzz::fuzzerTestOneInput,
      Seeds.Shape.MAIL,
      1_024,
      "counterfoil.screen.*:" + Rooms.OF_A_MAIL),
  FACTS(
      FactsFuzz.class,
      FactsFuzz::fuzzerTestOneInput,
      Seeds.Shape.LETTER,
      512,
      "counterfoil.facts.*"),
  ACKNOWLEDGEMENT(
      AcknowledgementFuzz.class,
      AcknowledgementFuzz::fuzzerTestOneInput,
      Seeds.Shape.SHORT_MAIL,
      1_024,
      "counterfoil.desk.*:counterfoil.letters.*:counterfoil.facts.*:counterfoil.screen.*:"
          + Rooms.OF_A_MAIL);

  /** Where a mail is read. */
  private static final class Rooms {
    static final String OF_A_MAIL =
        "counterfoil.text.*:counterfoil.reply.*:counterfoil.html.*:counterfoil.containers.*:counterfoil.mail.*";
  }

  private final Class<?> type;
  private final Consumer<byte[]> run;
  private final Seeds.Shape shape;
  private final int longest;
  private final String instrumented;

  /**
   * @param longest input in bytes: short ones are fast, and find as much
   * @param instrumented the classes whose branches count as found, as Jazzer's option wants them
   */
  Target(Class<?> type, Consumer<byte[]> run, Seeds.Shape shape, int longest, String instrumented) {
    this.type = type;
    this.run = run;
    this.shape = shape;
    this.longest = longest;
    this.instrumented = instrumented;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Target of(String word) {
    return valueOf(word.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  Class<?> type() {
    return type;
  }

  Seeds.Shape shape() {
    return shape;
  }

  int longest() {
    return longest;
  }

  String instrumented() {
    return instrumented;
  }

  /** What Jazzer does with an input, without Jazzer. */
  void run(byte[] input) {
    run.accept(input);
  }
}
