package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldScoresTest {

  private static final List<Set<String>> LIVE = List.of(Set.of("live"));
  private static final List<Set<String>> BLANK = List.of(Set.of());

  private final FieldScores scores = new FieldScores();

  @Test
  void findsNothingWrongWhereAllIsRight() {
    scores.add("m-1", "environment", LIVE, Set.of("live"));
    scores.add("m-2", "environment", BLANK, Set.of());

    assertThat(scores.f1("environment")).isEqualTo(1);
    assertThat(scores.allRight(Set.of("environment"))).isEqualTo(1);
    assertThat(scores.below(Map.of("environment", 1.0))).isEmpty();
    assertThat(scores.mistakes()).isEmpty();
  }

  @Test
  void countsAWrongValueAsWrongAndAsMissed() {
    scores.add("m-1", "environment", LIVE, Set.of("live"));
    scores.add("m-2", "environment", LIVE, Set.of("sandbox"));

    assertThat(scores.table()).containsPattern("environment +0.500 +0.500 +0.500 +0.500 +2");
    assertThat(scores.mistakes()).containsExactly("m-2 environment: expected live, got sandbox");
  }

  @Test
  void countsABlankAsMissedOnly() {
    scores.add("m-1", "environment", LIVE, Set.of("live"));
    scores.add("m-2", "environment", LIVE, Set.of());

    assertThat(scores.table()).containsPattern("environment +1.000 +0.500 +0.667 +0.500 +2");
    assertThat(scores.mistakes()).containsExactly("m-2 environment: expected live, got nothing");
  }

  @Test
  void countsAGuessAsWrongOnly() {
    scores.add("m-1", "environment", LIVE, Set.of("live"));
    scores.add("m-2", "environment", BLANK, Set.of("live"));

    assertThat(scores.table()).containsPattern("environment +0.500 +1.000 +0.667 +0.500 +2");
    assertThat(scores.mistakes()).containsExactly("m-2 environment: expected nothing, got live");
  }

  @Test
  void countsEachValueOfASet() {
    scores.add(
        "m-1", "call_ids", List.of(Set.of("CA1", "CA2", "CA3")), Set.of("CA1", "CA2", "CA9"));

    assertThat(scores.f1("call_ids")).isEqualTo(2 / 3.0, within(1e-9));
    assertThat(scores.allRight(Set.of("call_ids"))).isZero();
  }

  @Test
  void takesTheNearestOfSeveralThatAreRight() {
    List<Set<String>> either = List.of(Set.of(), Set.of("P3"), Set.of("P4"));
    scores.add("m-1", "priority", either, Set.of("P4"));
    scores.add("m-2", "priority", either, Set.of());
    assertThat(scores.f1("priority")).isEqualTo(1);

    scores.add("m-3", "priority", either, Set.of("P1"));

    assertThat(scores.table()).containsPattern("priority +0.500 +1.000 +0.667 +0.667 +3");
    assertThat(scores.mistakes())
        .containsExactly("m-3 priority: expected nothing or P3 or P4, got P1");
  }

  @Test
  void takesAMailAsRightOnlyWhenAllItsFieldsAre() {
    scores.add("m-1", "environment", LIVE, Set.of("live"));
    scores.add("m-1", "browser", BLANK, Set.of("Safari"));
    scores.add("m-2", "environment", LIVE, Set.of("sandbox"));
    scores.add("m-2", "browser", BLANK, Set.of());
    scores.add("m-3", "environment", LIVE, Set.of("live"));
    scores.add("m-3", "browser", BLANK, Set.of());

    assertThat(scores.allRight(Set.of("environment", "browser"))).isEqualTo(1 / 3.0, within(1e-9));
    assertThat(scores.allRight(Set.of("environment"))).isEqualTo(2 / 3.0, within(1e-9));
  }

  @Test
  void saysWhichFieldsAreBelowTheirFloor() {
    scores.add("m-1", "environment", LIVE, Set.of("sandbox"));
    scores.add("m-1", "browser", BLANK, Set.of());

    assertThat(scores.below(Map.of("environment", 0.9, "browser", 1.0)))
        .containsExactly("environment: F1 0.000 is less than 0.900");
  }

  @Test
  void knowsNoFieldThatNoMailTellsOf() {
    scores.add("m-1", "environment", LIVE, Set.of("live"));

    assertThatThrownBy(() -> scores.f1("enviroment")).hasMessage("No mail tells of enviroment");
    assertThatThrownBy(() -> scores.allRight(Set.of("enviroment")))
        .hasMessage("No mail tells of enviroment");
  }
}
