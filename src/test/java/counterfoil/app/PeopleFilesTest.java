package counterfoil.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import counterfoil.embedded.CannotStart;
import counterfoil.facts.FieldDefinitions;
import counterfoil.ticket.Engineers;
import counterfoil.ticket.Organisation;
import counterfoil.ticket.Organisations;
import counterfoil.ticket.ServiceTargets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code config/organisations.yaml} and {@code config/engineers.yaml}. */
class PeopleFilesTest {

  private static final FieldDefinitions FIELDS = FieldDefinitions.packed();
  private static final Set<String> PUBLIC = Set.of("gmail.com");
  private static final Set<String> OWN = Set.of("servicedesk@desk.example");

  @TempDir private Path home;

  @Test
  void shippedFilesKnowNobody() {
    for (Home one : new Home[] {Home.at(Path.of("")), Home.at(home)}) {
      assertThat(OrganisationsFile.read(one, PUBLIC, OWN, FIELDS).isEmpty()).isTrue();
      assertThat(EngineersFile.read(one, OWN).isEmpty()).isTrue();
      assertThat(EngineersFile.read(one, OWN).onCallAddress()).isEmpty();
    }
  }

  /** Whoever takes the hash off the examples has a file that is right. */
  @Test
  @Tag("rule-20")
  @Tag("rule-33")
  @Tag("rule-40")
  void examplesOfTheShippedFilesAreRight() throws IOException {
    write("organisations", uncommented("organisations"));
    write("engineers", uncommented("engineers"));

    Organisation harbour = organisations().all().get(0);
    assertThat(harbour.name()).isEqualTo("Harbour Hotels");
    assertThat(harbour.domains()).containsExactly("harbour-hotels.example", "harbour-hotels.de");
    assertThat(harbour.addresses()).containsExactly("nadia.hart@gmail.com");
    assertThat(harbour.isEntitled()).isTrue();
    assertThat(harbour.sla())
        .isEqualTo(
            Map.of(
                "P1",
                new ServiceTargets.Targets(
                    Optional.of(Duration.ofMinutes(15)), Optional.of(Duration.ofHours(2))),
                "P2",
                new ServiceTargets.Targets(Optional.empty(), Optional.of(Duration.ofHours(6)))));
    assertThat(harbour.facts()).isEqualTo(Map.of("environment", "Live"));
    Engineers engineers = EngineersFile.read(Home.at(home), OWN);
    assertThat(engineers.of("ada@example.com").orElseThrow().address())
        .isEqualTo("ada.berg@example.com");
    assertThat(engineers.onCallAddress()).contains("on-call@example.com");
  }

  @Test
  @Tag("rule-20")
  void oneMayBeWrittenAsShortAsPossible() throws IOException {
    write(
        "organisations",
        "\uFEFForganisations:\n- name: 4711\n  domains: K\u00f6ln.example\n  entitled: false\n");

    assertThat(organisations().all())
        .containsExactly(new Organisation("4711", Set.of("xn--kln-sna.example"), Set.of(), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "# nothing\n", "organisations:\n", "organisations: []\n", "---\n", "{}"})
  void emptyFileIsAnEmptyList(String yaml) throws IOException {
    write("organisations", yaml);

    assertThat(organisations().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{name: A, domains: [a.example]}, {name: B, domains: [A.example]}]"
            + "|organisations[1].domains is 'A.example', which stands in line 3 already",
        "[{name: A, domains: [a.example]}, {name: a, domains: [b.example]}]|organisations[1].name",
        "[{name: A, domains: [GMail.com]}]|'GMail.com', where anybody can have an address",
        "[{name: A, domains: [example]}]|organisations[0].domains is 'example'; right would be a domain",
        "[{name: A, domains: [nadia@a.example]}]|organisations[0].domains is 'nadia@a.example'",
        "[{name: A, domains: {a: b}}]|organisations[0].domains is keys",
        "[{name: A, domains: [[a]]}]|organisations[0].domains is a list; right would be text",
        "[{name: A, addresses: [nadia]}]|organisations[0].addresses is 'nadia'; right would be an address",
        "[{name: A, addresses: [x@a.example, X@a.example]}]|which stands in line 3 already",
        "[{name: A, addresses: [ServiceDesk@desk.example]}]|the desk's own mailbox",
        "[{name: A}]|without domains and addresses",
        "[{domains: [a.example]}]|organisations[0].name is nothing",
        "[{name: \"a\\u202Eb\", domains: [a.example]}]|organisations[0].name",
        "[{name: A, domain: [a.example]}]|organisations[0].domain is no key here; known are addresses, domains",
        "[{name: A, name: B, domains: [a.example]}]|name is given twice, first in line 3",
        "[{name: A, domains: [a.example], entitled: yes}]|entitled is 'yes'; right would be true or false",
        "[{name: A, domains: [a.example], sla: {P5: {resolution: 1h}}}]|sla.P5 is no key here",
        "[{name: A, domains: [a.example], sla: {P1: 4h}}]|sla.P1 is '4h'; right would be keys",
        "[{name: A, domains: [a.example], sla: {P1: {resolution: 4}}}]|resolution is '4'; right would be a time",
        "[{name: A, domains: [a.example], sla: {P1: {resolution: -4h}}}]|resolution is '-4h'",
        "[{name: A, domains: [a.example], sla: {P1: {resolution: 99999999999999999d}}}]|a time up to a year",
        "[{name: A, domains: [a.example], facts: {colour: red}}]|facts.colour is no key here",
        "[{name: A, domains: [a.example], facts: {environment: Mars}}]|environment is 'Mars'; right would be one of",
        "[&a {name: A, domains: [a.example]}, *a]|names are not followed",
        "[A]|organisations[0] is 'A'; right would be keys",
        "A|organisations is 'A'; right would be a list",
        "[|not YAML"
      })
  @Tag("rule-20")
  void whatIsWrongInOrganisationsStopsTheStart(String list, String sentence) throws IOException {
    write("organisations", "# a comment\n\norganisations: " + list + "\n");

    assertThatThrownBy(this::organisations)
        .isInstanceOf(CannotStart.class)
        .hasMessageStartingWith("config/organisations.yaml, line ")
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "engineers: [{name: A, addresses: [a@x.example]}, {name: B, addresses: [A@x.example]}]"
            + "|'a@x.example', which stands in line 2 already",
        "engineers: [{name: A, addresses: [ServiceDesk@desk.example]}]|the desk's own mailbox",
        "engineers: [{name: A, addresses: [ada]}]|engineers[0].addresses is 'ada'; right would be an address",
        "engineers: [{name: A}]|engineers[0].addresses is empty",
        "engineers: [{addresses: [a@x.example]}]|engineers[0].name is nothing",
        "engineers: [{name: A, address: a@x.example}]|engineers[0].address is no key here",
        "engineers: {a: b}|engineers is keys; right would be a list",
        "on-call: nobody|on-call is 'nobody'",
        "on-call: [a@x.example]|on-call is a list",
        "on-call: servicedesk@desk.example|the desk's own mailbox",
        "teams: []|teams is no key here; known are engineers, on-call",
        "just words|the file is 'just words'"
      })
  @Tag("rule-36")
  void whatIsWrongInEngineersStopsTheStart(String yaml, String sentence) throws IOException {
    write("engineers", "# a comment\n" + yaml + "\n");

    assertThatThrownBy(() -> EngineersFile.read(Home.at(home), OWN))
        .isInstanceOf(CannotStart.class)
        .hasMessageStartingWith("config/engineers.yaml, line 2")
        .hasMessageContaining(sentence);
  }

  @Test
  void everyMistakeIsSaidWithItsLine() throws IOException {
    write(
        "organisations",
        """
        organisations:
          - name: A
            domains:
              - a.example
              - gmail.com
          - name: B
            adresses: [b@b.example]
        """);

    Throwable wrong = catchThrowable(this::organisations);

    assertThat(wrong.getMessage().lines().map(line -> line.split(": ")[0]))
        .containsExactly(
            "config/organisations.yaml, line 5",
            "config/organisations.yaml, line 7",
            "config/organisations.yaml, line 6");
  }

  @Test
  void otherBytesThanUtf8AreNamed() throws IOException {
    Files.createDirectories(home.resolve("config"));
    Files.write(
        home.resolve("config/organisations.yaml"),
        "organisations: [{name: K\u00f6ln}]".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(this::organisations)
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("not in UTF-8");
  }

  private Organisations organisations() {
    return OrganisationsFile.read(Home.at(home), PUBLIC, OWN, FIELDS);
  }

  private void write(String name, String yaml) throws IOException {
    Files.createDirectories(home.resolve("config"));
    Files.writeString(home.resolve("config/" + name + ".yaml"), yaml);
  }

  /** The shipped file with its example, which begins behind the list's key. */
  private static String uncommented(String name) throws IOException {
    String file = Files.readString(Path.of("config", name + ".yaml"));
    int list = file.indexOf("\n" + name + ":");
    return file.substring(list)
        .lines()
        .map(line -> line.replaceFirst("^(\\s*)# (?=[- ]|on-call:)", "$1"))
        .collect(Collectors.joining("\n"));
  }
}
