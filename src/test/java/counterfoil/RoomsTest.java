package counterfoil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the table of rooms in the README against the code. */
class RoomsTest {

  /** What each room may import; everything goes to rooms further left. */
  private static final Map<String, Set<String>> ROOMS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("text", Set.of()),
              Map.entry("reply", Set.of()),
              Map.entry("html", Set.of("text", "reply")),
              Map.entry("containers", Set.of("text")),
              Map.entry("mail", Set.of("text", "reply", "html", "containers")),
              Map.entry("ticket", Set.of()),
              Map.entry("facts", Set.of("mail", "reply")),
              Map.entry("screen", Set.of("mail", "reply")),
              Map.entry("trust", Set.of("mail")),
              Map.entry("letters", Set.of("mail", "ticket")),
              Map.entry(
                  "desk", Set.of("mail", "reply", "ticket", "facts", "screen", "trust", "letters")),
              Map.entry("privacy", Set.of("mail", "ticket", "letters")),
              Map.entry("mailbox", Set.of("mail", "letters", "desk")),
              Map.entry("history", Set.of("mail", "desk")),
              Map.entry(
                  "store",
                  Set.of(
                      "desk", "privacy", "letters", "ticket", "mail", "facts", "screen", "trust")),
              Map.entry(
                  "ops",
                  Set.of(
                      "desk", "privacy", "letters", "ticket", "mailbox", "mail", "facts",
                      "screen")),
              Map.entry(
                  "web",
                  Set.of("desk", "privacy", "ops", "ticket", "letters", "facts", "mail", "reply")),
              Map.entry("embedded", Set.of("mail", "web")),
              Map.entry(
                  "app",
                  Set.of(
                      "text",
                      "reply",
                      "html",
                      "containers",
                      "mail",
                      "ticket",
                      "facts",
                      "screen",
                      "trust",
                      "letters",
                      "desk",
                      "privacy",
                      "mailbox",
                      "history",
                      "store",
                      "ops",
                      "web",
                      "embedded"))));

  /** Libraries that only some rooms may touch. */
  private static final Map<String, Set<String>> ONLY_IN =
      Map.ofEntries(
          Map.entry("com.nimbusds", Set.of("mailbox")),
          Map.entry("org.apache.james.mime4j", Set.of("mail")),
          Map.entry("org.jsoup", Set.of("html")),
          Map.entry("com.ibm.icu", Set.of("mail")),
          Map.entry("com.google.common", Set.of("trust")),
          Map.entry("org.xbill", Set.of("trust")),
          // Composing in mail, transport in mailbox, the mail server of the try-out.
          Map.entry("jakarta.mail", Set.of("mail", "mailbox", "embedded")),
          Map.entry("org.eclipse.angus", Set.of("mail", "mailbox")),
          Map.entry("org.mozilla", Set.of("text")),
          Map.entry("org.apache.camel", Set.of("mailbox", "ops", "app")),
          Map.entry("java.sql", Set.of("store", "embedded")),
          Map.entry("org.springframework.jdbc", Set.of("store", "app")),
          Map.entry("org.apache.poi", Set.of("containers")),
          Map.entry("org.bouncycastle", Set.of("containers")),
          Map.entry("com.github.mangstadt", Set.of("containers")));

  private static final Set<String> PLAIN =
      Set.of(
          "text",
          "reply",
          "html",
          "containers",
          "mail",
          "ticket",
          "facts",
          "screen",
          "trust",
          "desk",
          "privacy",
          "history");

  /** Where the words of strangers are read. */
  private static final Set<String> READERS =
      Set.of("text", "reply", "html", "containers", "mail", "facts", "screen", "trust");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("counterfoil");

  @Test
  void everyPackageIsARoom() {
    assertThat(CLASSES.stream().map(RoomsTest::room).collect(Collectors.toSet()))
        .isEqualTo(ROOMS.keySet());
  }

  @TestFactory
  Stream<DynamicTest> roomsImportWhatTheTableSays() {
    return ROOMS.entrySet().stream()
        .map(
            room ->
                dynamicTest(
                    room.getKey() + " may import " + room.getValue(),
                    () ->
                        assertThat(
                                trespasses(
                                    of -> of.equals(room.getKey()),
                                    target ->
                                        isOurs(target)
                                            && !room(target).equals(room.getKey())
                                            && !room.getValue().contains(room(target))))
                            .isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> librariesStayInTheirRooms() {
    return ONLY_IN.entrySet().stream()
        .map(
            library ->
                dynamicTest(
                    library.getKey() + " only in " + library.getValue(),
                    () ->
                        assertThat(
                                trespasses(
                                    of -> !library.getValue().contains(of),
                                    target -> target.getPackageName().startsWith(library.getKey())))
                            .isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> plainRoomsKnowNoSpring() {
    return PLAIN.stream()
        .map(
            room ->
                dynamicTest(
                    room + " is plain Java",
                    () ->
                        assertThat(
                                trespasses(
                                    of -> of.equals(room),
                                    target ->
                                        target.getPackageName().startsWith("org.springframework")))
                            .isEmpty()));
  }

  @Test
  void noMailContentIsParsedAsXml() {
    assertThat(
            trespasses(
                READERS::contains,
                target ->
                    target.getPackageName().startsWith("javax.xml")
                        || target.getPackageName().startsWith("org.w3c.dom")
                        || target.getPackageName().startsWith("org.xml")))
        .isEmpty();
  }

  private static List<String> trespasses(Predicate<String> rooms, Predicate<JavaClass> forbidden) {
    return CLASSES.stream()
        .filter(one -> rooms.test(room(one)))
        .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
        .filter(dependency -> forbidden.test(dependency.getTargetClass().getBaseComponentType()))
        .map(Dependency::getDescription)
        .sorted()
        .toList();
  }

  private static boolean isOurs(JavaClass one) {
    return one.getPackageName().startsWith("counterfoil");
  }

  private static String room(JavaClass one) {
    String name = one.getPackageName();
    return name.equals("counterfoil") ? "" : name.substring("counterfoil.".length());
  }
}
