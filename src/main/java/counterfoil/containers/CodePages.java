package counterfoil.containers;

import java.util.Map;

/** The numbers by which Windows names charsets. */
final class CodePages {

  private static final Map<Integer, String> OTHERS =
      Map.of(
          932,
          "shift_jis",
          936,
          "gb18030",
          949,
          "windows-949",
          950,
          "big5",
          10000,
          "macintosh",
          20127,
          "us-ascii",
          20866,
          "koi8-r",
          21866,
          "koi8-u",
          65001,
          "utf-8",
          50220,
          "iso-2022-jp");

  private CodePages() {}

  /** The name of a charset; one that Java may not know when nobody uses the number. */
  static String charset(int number) {
    if (number >= 28591 && number <= 28605) {
      return "iso-8859-" + (number - 28590);
    }
    return OTHERS.getOrDefault(number, (number < 1000 ? "cp" : "windows-") + number);
  }
}
