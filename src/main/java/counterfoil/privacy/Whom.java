package counterfoil.privacy;

import counterfoil.mail.Address;
import counterfoil.ticket.AddressKey;
import counterfoil.ticket.Pseudonym;
import java.util.Optional;

/** Whose words are to be erased. */
public sealed interface Whom {

  /**
   * One person's, wherever they stand.
   *
   * @param key their address as {@link Address#key()} has it
   */
  record Person(String key) implements Whom {

    /**
     * The person of an address as somebody typed it.
     *
     * @return empty when it is no address of a person: nobody is at {@code .invalid}
     */
    public static Optional<Person> of(String typed) {
      return AddressKey.of(typed)
          .map(valid -> Address.of(typed.strip()).key())
          .filter(key -> !key.endsWith(".invalid") && !Pseudonym.isOne(key))
          .map(Person::new);
    }
  }

  /** Everybody's on one ticket. */
  record Everybody() implements Whom {}
}
