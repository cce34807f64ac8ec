package counterfoil.app;

import counterfoil.desk.FieldTexts;
import counterfoil.embedded.CannotStart;
import counterfoil.facts.FieldDefinition;
import counterfoil.facts.FieldDefinitions;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The fields of {@code config/fields/} as letters and pages speak of them. */
final class DeskFields implements FieldTexts {

  private final FieldDefinitions definitions;

  DeskFields(FieldDefinitions definitions) {
    this.definitions = definitions;
  }

  /**
   * The definitions of a home, or those packed in the jar.
   *
   * @throws CannotStart when a file is wrong, with a sentence for each mistake
   */
  static FieldDefinitions definitions(Home home) {
    Optional<Path> folder = home.path("config/fields");
    try {
      return folder.map(FieldDefinitions::load).orElseGet(FieldDefinitions::packed);
    } catch (IllegalArgumentException e) {
      throw new CannotStart(e.getMessage(), e);
    }
  }

  /** Which required fields are not among those given, in their order. */
  List<String> missing(Collection<String> given) {
    return definitions.fields().stream()
        .filter(field -> field.required() && !given.contains(field.name()))
        .map(FieldDefinition::name)
        .toList();
  }

  @Override
  public boolean many(String field) {
    return definitions
        .field(field)
        .filter(one -> one.many() && one.kind() != FieldDefinition.Kind.LIST)
        .isPresent();
  }

  @Override
  public Comparator<String> order() {
    return Comparator.comparingInt(
        name -> definitions.field(name).map(FieldDefinition::order).orElse(Integer.MAX_VALUE));
  }

  @Override
  public String label(String field, String language) {
    return definitions.field(field).map(one -> one.title(language)).orElse(field);
  }

  @Override
  public String hint(String field, String language) {
    return definitions.field(field).map(one -> one.hint(language)).orElse("");
  }

  @Override
  public Shown shown(String field) {
    return definitions
        .field(field)
        .map(
            one ->
                switch (one.kind()) {
                  case LINK -> Shown.LINK;
                  case CODE -> Shown.IDENTIFIER;
                  case CHOICE, LEVEL -> Shown.WORD;
                  case TEXT, LIST -> Shown.TEXT;
                })
        .orElse(Shown.TEXT);
  }
}
