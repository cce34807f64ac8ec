package counterfoil.ops;

import java.util.List;

/** Looks whether something is wrong. */
@FunctionalInterface
interface AlarmSource {

  /** What is wrong now. */
  List<Alarm> look();
}
