package counterfoil.mail;

import java.util.ArrayList;
import java.util.List;

/** One body of a mail, in one or two forms. */
final class Body {

  final List<String> plain = new ArrayList<>();
  final List<String> html = new ArrayList<>();
}
