package counterfoil.mail;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;

/**
 * Limits that short inputs reach. Those that are not named are the usual ones, so that a new limit
 * changes no target.
 */
final class SmallLimits {

  private SmallLimits() {}

  static ReadLimits of(Map<String, Integer> named) {
    RecordComponent[] components = ReadLimits.class.getRecordComponents();
    Object[] values = new Object[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        Object usual = components[i].getAccessor().invoke(ReadLimits.DEFAULTS);
        Integer small = named.get(components[i].getName());
        values[i] =
            small == null ? usual : usual instanceof Long ? (Object) small.longValue() : small;
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return ReadLimits.class.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
