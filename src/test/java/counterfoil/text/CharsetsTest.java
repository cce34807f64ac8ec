package counterfoil.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("rule-11")
class CharsetsTest {

  @ParameterizedTest
  @CsvSource({
    "utf-8, UTF-8, Grüße aus Köln",
    "gb2312, GB18030, 您好世界",
    "ks_c_5601-1987, x-windows-949, 안녕하세요 똠",
    "iso-8859-1, windows-1252, “quoted” – dash",
    "iso-2022-jp, ISO-2022-JP, こんにちは",
    "shift_jis, windows-31j, 接続①",
    "koi8-r, KOI8-R, Привет",
    "iso-8859-9, windows-1254, teşekkür",
    "utf-16, UTF-16, wide",
    "\"utf-8\", UTF-8, Grüße"
  })
  void readsWhatIsDeclared(String declared, String written, String text) {
    Charsets.Decoded decoded = Charsets.decode(text.getBytes(Charset.forName(written)), declared);

    assertThat(decoded.text()).isEqualTo(text);
    assertThat(decoded.defect()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "us-ascii, charset not named",
    "'', charset not named",
    "x-unknown-1, charset x-unknown-1 unknown",
    "iso-2022-jp, not all bytes are iso-2022-jp"
  })
  void readsUtf8WhenDeclaredDoesNotFit(String declared, String complaint) {
    byte[] bytes = "Grüße aus Köln".getBytes(StandardCharsets.UTF_8);

    assertThat(Charsets.decode(bytes, declared))
        .isEqualTo(new Charsets.Decoded("Grüße aus Köln", complaint + ", read as utf-8"));
  }

  @Test
  void detectsWhatIsNeitherDeclaredNorUtf8() {
    String text = "В нашем отеле не работает телефонная линия, гости не могут дозвониться.";

    Charsets.Decoded decoded =
        Charsets.decode(text.getBytes(Charset.forName("windows-1251")), "utf-8");

    assertThat(decoded.text()).isEqualTo(text);
    assertThat(decoded.defect()).isEqualTo("not all bytes are utf-8, read as windows-1251");
  }

  @Test
  void endsAtWindows1252() {
    assertThat(Charsets.decode(new byte[] {'a', (byte) 0x81, (byte) 0xe4}, "utf-8").text())
        .startsWith("a")
        .endsWith("ä");
  }

  @Test
  void keepsUtf8WithOneBrokenByte() {
    byte[] bytes = "Grüße aus Köln, schöne Größe!".getBytes(StandardCharsets.UTF_8);
    bytes[0] = (byte) 0xff;

    assertThat(Charsets.decode(bytes, "utf-8").text())
        .isEqualTo("\ufffdrüße aus Köln, schöne Größe!");
  }

  @Test
  void readsShiftedJapaneseWithoutDeclaration() {
    byte[] bytes = "テスト".getBytes(Charset.forName("ISO-2022-JP"));

    assertThat(Charsets.decode(bytes, "").text()).isEqualTo("テスト");
  }

  @Test
  void readsUtf7() {
    assertThat(
            Charsets.decode("Gr+APwA3w-e + +-".getBytes(StandardCharsets.US_ASCII), "utf-7").text())
        .startsWith("Grüße")
        .endsWith("+");
  }
}
