package counterfoil.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import counterfoil.reply.MailText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldDefinitionsTest {

  private static final String ORDER =
      """
      name: order_number
      kind: code
      required: true
      title: {en: Order number, de: Bestellnummer}
      hint: {en: On your receipt}
      labels: {en: [order number, order no], de: [bestellnummer]}
      cued_shapes: ['[0-9]{8}']
      cues: {en: [order], de: [bestellung]}
      check: luhn
      """;

  private static final String LEVEL =
      """
      name: haste
      kind: level
      title: {en: Haste}
      labels: {en: [haste]}
      lesser_labels: {en: [impact]}
      values:
        - value: H1
        - value: H2
      ratings: {en: [rate it]}
      moves: {en: [down to]}
      earlier: {en: [was]}
      """;

  @Test
  void packsTheFieldsOfTheDeskInTheirOrder() {
    assertThat(FieldDefinitions.packed().fields())
        .extracting(FieldDefinition::name)
        .containsExactly(
            "project_link",
            "environment",
            "call_id",
            "priority",
            "happened",
            "expected",
            "steps",
            "browser");
  }

  @Test
  void explainsFieldsInTheLanguageOfTheReader() {
    FieldDefinition call = FieldDefinitions.packed().field("call_id").orElseThrow();
    assertThat(call.title("de")).isEqualTo("Anruf-ID");
    assertThat(call.title("fi")).isEqualTo("Call ID");
    assertThat(call.hint("en")).contains("Conversations page");
    assertThat(FieldDefinitions.packed().field("environment").orElseThrow().values())
        .containsExactly("Sandbox", "Pre-release", "Live");
  }

  @Test
  void learnsAnotherFieldByConfigurationAlone(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("order.yaml"), ORDER);
    DefinedFactsReader shop = new DefinedFactsReader(FieldDefinitions.load(folder));
    assertThat(order(shop, "en", "Order no: 79927397, room 12345678.")).isEqualTo("-");
    assertThat(order(shop, "en", "Order no: 12345674")).isEqualTo("12345674");
    assertThat(order(shop, "de", "Bestellnummer: 12345674")).isEqualTo("12345674");
    assertThat(order(shop, "en", "My order 12345674 has not come.")).isEqualTo("12345674");
    assertThat(order(shop, "en", "Call me on 12345674.")).isEqualTo("-");
  }

  private static String order(DefinedFactsReader shop, String language, String body) {
    return Letters.value(
        shop.read(Letters.mail(language, "", MailText.allNew(body))), "order_number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind: code | kind: number | x.yaml: kind is 'number'; right would be one of link, code,",
        "required: true | required: maybe | x.yaml: required is 'maybe'; right would be true or false",
        "order_number | Order Number | x.yaml: name is 'Order Number'; right would be a word of a-z",
        "'[0-9]{8}' | '(?=8)' | x.yaml: cued_shapes is '(?=8)'",
        "[order number, order no] | order number | labels.en is 'order number'; right would be a list",
        "check: luhn | check: isbn | x.yaml: check is 'isbn'; right would be one of none, luhn",
        "hint: | hints: | x.yaml: hints is no key here; known are",
        "en: [order] | english: [order] | cues.english is 'english'; right would be a language",
        "[order] | [order, null] | cues.en is nothing; right would be text",
        "kind: code | kind: choice | x.yaml: values is nothing; right would be at least two values"
      })
  void saysWhatIsWrongAndWhatWouldBeRight(String right, String wrong, String sentence) {
    assertThatThrownBy(() -> FieldDefinitions.of(Map.of("x.yaml", ORDER.replace(right, wrong))))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ratings: {en: [rate it]} | ratings: [rate it] | ratings is a list; right would be lists",
        "moves: {en: [down to]} | moves: {en: down to} | moves.en is 'down to'; right would be a list",
        "earlier: {en: [was]} | earlier: {english: [was]} | earlier.english is 'english'; right",
        "lesser_labels: {en: [impact]} | lesser_labels: {en: [1]} | lesser_labels.en is '1'; right",
        "moves: {en: [down to]} | moved: {en: [down to]} | moved is no key here; known are cues, decoys,",
        "kind: level | kind: choice | x.yaml: ratings is no key here; known are after,"
      })
  void saysWhatIsWrongInALevel(String right, String wrong, String sentence) {
    FieldDefinitions.of(Map.of("x.yaml", LEVEL));
    assertThatThrownBy(() -> FieldDefinitions.of(Map.of("x.yaml", LEVEL.replace(right, wrong))))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void namesTheLineThatIsNoYaml() {
    assertThatThrownBy(() -> FieldDefinitions.of(Map.of("x.yaml", "name: a\nkind: [code")))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageStartingWith("x.yaml: the file is what is not YAML in line");
  }

  @Test
  void refusesTwoFieldsOfOneName() {
    assertThatThrownBy(() -> FieldDefinitions.of(Map.of("a.yaml", ORDER, "b.yaml", ORDER)))
        .hasMessage(
            "b.yaml: name is 'order_number', which another file has already; each field needs its"
                + " own name.");
  }

  @Test
  void refusesAFolderWithoutFields(@TempDir Path folder) {
    assertThatThrownBy(() -> FieldDefinitions.load(folder))
        .hasMessageContaining("needs at least one file");
  }
}
