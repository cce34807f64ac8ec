package counterfoil.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The SQL that stands in the code of this room, literal by literal. */
final class StatementsInSource {

  private static final Path ROOM = Path.of("src/main/java/counterfoil/store");

  private static final Pattern LITERAL =
      Pattern.compile("\"\"\"\\n(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);

  private static final Predicate<String> IS_SQL =
      Pattern.compile("^\\s*(select|insert into|update|delete from|with) .*", Pattern.DOTALL)
          .asMatchPredicate();

  private StatementsInSource() {}

  /** Those of all files but these, each in one line. */
  static List<String> but(Set<String> files) {
    try (Stream<Path> all = Files.list(ROOM)) {
      return all.filter(file -> !files.contains(file.getFileName().toString()))
          .sorted()
          .flatMap(file -> literals(text(file)))
          .filter(IS_SQL)
          .map(Explained::inOneLine)
          .distinct()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a statement that was carried out is one of this literal. */
  static boolean is(String literal, String statement) {
    return Pattern.compile(
            Arrays.stream(literal.split("%(\\d\\$)?[sd]", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")))
        .matcher(statement)
        .lookingAt();
  }

  private static Stream<String> literals(String code) {
    Matcher matcher = LITERAL.matcher(code);
    return matcher.results().map(found -> found.group(1) == null ? found.group(2) : found.group(1));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
