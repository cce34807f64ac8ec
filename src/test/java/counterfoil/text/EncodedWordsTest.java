package counterfoil.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("rule-12")
class EncodedWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "=?utf-8?Q?Gr=C3=BC=C3=9Fe?=|Grüße",
        "=?UTF-8?B?R3LDvMOfZQ==?=|Grüße",
        "=?UTF-8?B?R3LDvMOfZQ?=|Grüße",
        "=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?=|Grüße",
        "=?utf-8?B?R3LD?= =?UTF-8?Q?=BC=C3=9Fe?=|Grüße",
        "=?utf-8?Q?a?=   =?iso-8859-1?Q?=e4?=|aä",
        "=?utf-8?Q?a?= b =?utf-8?Q?c?=|a b c",
        "Re: =?utf-8?Q?a_b?=: c|Re: a b: c",
        "=?utf-8*de?Q?a?=|a",
        "=?utf-8?Q?one word with spaces?=|one word with spaces",
        "=?utf-8?X?a?=|=?utf-8?X?a?=",
        "=?utf-8?Q?never ends|=?utf-8?Q?never ends",
        "=?=?=?|=?=?=?",
        "=?utf-8?Q??= a|  a",
        "no words at all|no words at all"
      })
  void decodes(String encoded, String text) {
    assertThat(EncodedWords.decode(encoded).strip()).isEqualTo(text.strip());
  }
}
