package counterfoil.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class UidSetTest {

  @Test
  void writesRunsAsRanges() {
    assertThat(UidSet.of(List.of(7L))).containsExactly("7");
    assertThat(UidSet.of(List.of(3L, 1L, 2L))).containsExactly("1:3");
    assertThat(UidSet.of(List.of(1L, 3L, 4L, 9L))).containsExactly("1,3:4,9");
    assertThat(UidSet.of(List.of())).isEmpty();
  }

  @Test
  void writesNoSetLongerThanAServerMustTake() {
    List<Long> odd = LongStream.range(0, 5_000).map(i -> 4_000_000_001L + 2 * i).boxed().toList();

    List<String> sets = UidSet.of(odd);

    assertThat(sets).hasSizeGreaterThan(1).allMatch(set -> set.length() < 8_000);
    assertThat(String.join(",", sets).split(",")).hasSize(5_000);
  }
}
