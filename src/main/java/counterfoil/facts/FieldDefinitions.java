package counterfoil.facts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The fields of this desk and the words by which sentences are judged.
 *
 * <p>One YAML file per field, and {@code words.yaml} for the words all fields share. Another desk
 * describes other fields by other files; no Java is needed.
 */
public final class FieldDefinitions {

  private static final String FOLDER = "config/fields/";
  private static final String WORDS = "words.yaml";

  private final List<FieldDefinition> fields;
  private final Map<Sign, Vocabulary> words;

  private FieldDefinitions(List<FieldDefinition> fields, Map<Sign, Vocabulary> words) {
    this.fields = fields;
    this.words = words;
  }

  /**
   * Reads the definitions of a folder.
   *
   * @param folder holds one {@code .yaml} per field, and {@code words.yaml}; where that one is
   *     missing, the words packed with the program are used
   * @throws InvalidDefinition when a file cannot be used; the message has one sentence for each
   *     mistake
   * @throws UncheckedIOException when the folder cannot be read
   */
  public static FieldDefinitions load(Path folder) {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path file : entries.filter(Files::isRegularFile).toList()) {
        String name = String.valueOf(file.getFileName());
        if (isDefinition(name)) {
          files.put(name, Files.readString(file, StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the field definitions in " + folder, e);
    }
    return of(files);
  }

  /** Reads the definitions packed with the program. */
  public static FieldDefinitions packed() {
    return of(packedFiles());
  }

  /**
   * Reads definitions from texts.
   *
   * @param files YAML by file name
   */
  static FieldDefinitions of(Map<String, String> files) {
    List<String> sentences = new ArrayList<>();
    Map<Sign, Vocabulary> words = new EnumMap<>(Sign.class);
    List<FieldDefinition> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    String wordsText = files.containsKey(WORDS) ? files.get(WORDS) : packedFiles().get(WORDS);
    if (wordsText != null) {
      words.putAll(new DefinitionFile(WORDS, wordsText, sentences).words());
    }
    new TreeMap<>(files)
        .forEach(
            (name, text) -> {
              if (!name.equals(WORDS)) {
                new DefinitionFile(name, text, sentences)
                    .field()
                    .ifPresent(
                        field -> {
                          if (names.add(field.name())) {
                            fields.add(field);
                          } else {
                            sentences.add(
                                name
                                    + ": name is '"
                                    + field.name()
                                    + "', which another file has already; each field needs its own name.");
                          }
                        });
              }
            });
    if (fields.isEmpty() && sentences.isEmpty()) {
      sentences.add(
          "config/fields holds no field; it needs at least one file such as call_id.yaml.");
    }
    if (!sentences.isEmpty()) {
      throw new InvalidDefinition(sentences);
    }
    fields.sort(Comparator.comparingInt(FieldDefinition::order));
    return new FieldDefinitions(List.copyOf(fields), words);
  }

  /** The fields in their order. */
  public List<FieldDefinition> fields() {
    return fields;
  }

  /** A field by its name. */
  public Optional<FieldDefinition> field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /** The words of a sign; none when the file gives none. */
  Vocabulary words(Sign sign) {
    return words.getOrDefault(sign, Vocabulary.NONE);
  }

  private static boolean isDefinition(String name) {
    return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  private static Map<String, String> packedFiles() {
    URL words = FieldDefinitions.class.getClassLoader().getResource(FOLDER + WORDS);
    if (words == null) {
      throw new IllegalStateException("The program was packed without " + FOLDER + WORDS + ".");
    }
    try {
      Map<String, String> files = new TreeMap<>();
      for (String name : packedNames(words)) {
        if (isDefinition(name)) {
          try (InputStream in = new URL(words, name).openStream()) {
            files.put(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the packed field definitions", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Cannot list " + words, e);
    }
  }

  /** A folder of the class path is a folder of the disk or of a jar. */
  private static List<String> packedNames(URL words) throws IOException, URISyntaxException {
    if (words.openConnection() instanceof JarURLConnection jar) {
      String entry = jar.getEntryName();
      String folder = entry.substring(0, entry.length() - WORDS.length());
      return jar.getJarFile().stream()
          .map(file -> file.getName())
          .filter(name -> name.startsWith(folder) && name.indexOf('/', folder.length()) < 0)
          .map(name -> name.substring(folder.length()))
          .sorted()
          .toList();
    }
    try (Stream<Path> entries = Files.list(Path.of(words.toURI()).resolveSibling("."))) {
      return entries.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
