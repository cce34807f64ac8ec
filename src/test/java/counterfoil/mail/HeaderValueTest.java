package counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rule-12")
class HeaderValueTest {

  @Test
  void readsValueAndParameters() {
    HeaderValue type = HeaderValue.of("Text/Plain; CHARSET=\"utf-8\" ; format=flowed;; x");

    assertThat(type.value()).isEqualTo("text/plain");
    assertThat(type.parameter("charset")).isEqualTo("utf-8");
    assertThat(type.parameter("format")).isEqualTo("flowed");
    assertThat(type.parameter("boundary")).isEmpty();
  }

  @Test
  void leavesCommentsOut() {
    assertThat(HeaderValue.of("text/plain (the usual (kind))").value()).isEqualTo("text/plain");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attachment; filename*=utf-8''B%C3%BCcher%20list.pdf",
        "attachment; filename*0*=utf-8'de'B%C3%BCch; filename*1*=er%20; filename*2=\"list.pdf\"",
        "attachment; filename*1*=er%20list.pdf; filename*0*=utf-8''B%C3%BCch",
        "attachment; filename=\"=?utf-8?Q?B=C3=BCcher_list.pdf?=\"",
        "attachment; filename=\"B\\ücher list.pdf\"",
        "attachment; filename=Bücher list.pdf",
        "attachment; filename=x.pdf; filename*=utf-8''B%C3%BCcher%20list.pdf"
      })
  void readsFileNamesHoweverTheyAreWritten(String field) {
    assertThat(HeaderValue.of(field).parameter("filename")).isEqualTo("Bücher list.pdf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";", "=", "a;b", "a;=b", "a; b*99999999=c", "\"", "a; b=\"", "a (("})
  void bearsNonsense(String field) {
    assertThat(HeaderValue.of(field).parameter("b")).isEmpty();
  }
}
