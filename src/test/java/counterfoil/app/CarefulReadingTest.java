package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarefulReadingTest {

  private static final String LINE =
      """
      {"id": "m-1", "projects": ["hart-uk/PROJECT-1"], "account_id": "hart-uk",
       "project_id": "PROJECT-1", "call_ids": ["CA1F"], "environment": null,
       "priority": {"level": "P3", "source": "inferred"}, "browser": "Safari",
       "description": {"happened": "Calls drop.", "expected": null}, "steps": [],
       "quoted_fallback": {"projects": ["hart-uk/PROJECT-1", "hart-uk/PROJECT-2"],
         "call_ids": ["CA2E"], "environment": "live"},
       "accept": {"priority": ["P3", null]}, "tags": [TAGS]}
      """;

  private final CarefulReading reading = CarefulReading.of(LINE.replace("TAGS", ""));

  @Test
  void readsWhatIsRightForEachField() {
    assertThat(reading.accepted())
        .containsEntry("projects", List.of(Set.of("hart-uk/PROJECT-1")))
        .containsEntry("primary", List.of(Set.of("hart-uk/PROJECT-1")))
        .containsEntry("call_ids", List.of(Set.of("ca1f")))
        .containsEntry("environment", List.of(Set.of()))
        .containsEntry("priority", List.of(Set.of("P3"), Set.of()))
        .containsEntry("priority inferred", List.of(Set.of("P3"), Set.of()))
        .doesNotContainKey("priority stated")
        .containsEntry("browser", List.of(Set.of("Safari")))
        .containsEntry("description", List.of(CarefulReading.presence(true)))
        .containsEntry("steps", List.of(CarefulReading.presence(false)));
  }

  @Test
  void tellsWhatWasTakenFromTheQuote() {
    assertThat(
            reading.takenFromQuote(
                got(Set.of("hart-uk/PROJECT-1", "hart-uk/PROJECT-2"), Set.of("ca2e"), "live")))
        .containsExactlyInAnyOrder(
            "m-1 projects: hart-uk/PROJECT-2", "m-1 call_ids: ca2e", "m-1 environment: live");
  }

  @Test
  void takesWhatTheAuthorSaysTooAsTheirs() {
    assertThat(reading.takenFromQuote(got(Set.of("hart-uk/PROJECT-1"), Set.of("ca1f"), "sandbox")))
        .isEmpty();
  }

  @Test
  void takesAQuoteThatIsHandedOnAsMeant() {
    CarefulReading handedOn = CarefulReading.of(LINE.replace("TAGS", "\"loop_in\""));

    assertThat(handedOn.takenFromQuote(got(Set.of("hart-uk/PROJECT-2"), Set.of("ca2e"), "live")))
        .isEmpty();
  }

  @Test
  void takesABlankForRightWhereAProjectIsNamedWithoutItsAddress() {
    CarefulReading bare = CarefulReading.of(LINE.replace("TAGS", "\"ids_without_url\""));

    assertThat(bare.accepted().get("projects")).contains(Set.of("hart-uk/PROJECT-1"), Set.of());
    assertThat(bare.accepted().get("primary")).contains(Set.of("hart-uk/PROJECT-1"), Set.of());
  }

  @ParameterizedTest
  @CsvSource({
    "https://studio.uk.poly.ai/hart-uk/PROJECT-1, hart-uk/PROJECT-1",
    "https://studio.uk.poly.ai/hart-uk/PROJECT-1/agent?client_env=live, hart-uk/PROJECT-1",
    "https://jupiter.polyai.app/account/hart-uk/project/front-desk/flows, hart-uk/front-desk"
  })
  void knowsAccountAndProjectOfALink(String link, String project) {
    assertThat(ReadingAsFields.project(link)).hasValue(project);
  }

  @Test
  void knowsNoProjectOfAnAccountAlone() {
    assertThat(ReadingAsFields.project("https://studio.uk.poly.ai/hart-uk")).isEmpty();
  }

  private static Map<String, Set<String>> got(
      Set<String> projects, Set<String> calls, String environment) {
    return Map.of("projects", projects, "call_ids", calls, "environment", Set.of(environment));
  }
}
