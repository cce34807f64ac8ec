package counterfoil.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UidSetTest {

  @Test
  void writesRunsAsRanges() {
    assertThat(UidSet.of(List.of(7L))).isEqualTo("7");
    assertThat(UidSet.of(List.of(3L, 1L, 2L))).isEqualTo("1:3");
    assertThat(UidSet.of(List.of(1L, 3L, 4L, 9L))).isEqualTo("1,3:4,9");
  }
}
