package counterfoil.app;

import counterfoil.desk.FieldTexts;
import java.util.Comparator;
import java.util.List;

/** To be replaced. */
final class DeskFields implements FieldTexts {
  List<String> missing(List<String> given) {
    return List.of();
  }

  @Override
  public Comparator<String> order() {
    return Comparator.naturalOrder();
  }

  @Override
  public String label(String field, String language) {
    return field;
  }

  @Override
  public String hint(String field, String language) {
    return "";
  }

  @Override
  public Shown shown(String field) {
    return Shown.TEXT;
  }
}
