package counterfoil.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("rule-14")
class RtfTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\\rtf1 Hello\\par Mei}|Hello/Mei",
        "{\\rtf1\\b Hello\\b0  Mei}|Hello Mei",
        "{\\rtf1{\\fonttbl{\\f0 Arial;}}{\\*\\generator X;}Hi}|Hi",
        "{\\rtf1\\ansicpg1252 Gr\\'fc\\'dfe}|Gr\u00fc\u00dfe",
        "{\\rtf1\\ansicpg932 \\'93\\'64}|\u96fb",
        "{\\rtf1\\u252 ?ber}|\u00fcber",
        "{\\rtf1\\uc2\\u252 ??ber}|\u00fcber",
        "{\\rtf1 a\\{b\\}\\\\c}|a{b}\\c",
        "{\\rtf1\\fromhtml1 {\\*\\htmltag64 <p>}\\htmlrtf{\\htmlrtf0 One{\\*\\htmltag72 </p>}}|One",
        "{\\rtf1\\htmlrtf \\par gone\\htmlrtf0 kept}|kept",
        "{\\rtf1\\bin3 }}}Hi}|Hi",
        "}}}{{{\\|''",
        "\\'|''",
        "no rich text at all|no rich text at all"
      })
  void readsWords(String rtf, String words) {
    String text = RtfText.of(rtf.replace("\\|", "|").getBytes(StandardCharsets.ISO_8859_1), 1_000);

    assertThat(text.strip().replace('\n', '/')).isEqualTo(words);
  }
}
