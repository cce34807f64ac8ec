package counterfoil.mail;

import counterfoil.fuzz.Holds;
import counterfoil.text.TextHygiene;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An address field: what is read as an address is read as the same address again. */
public final class AddressesFuzz {

  private static final int MOST = 20;

  private AddressesFuzz() {}

  /** Called for each input: the value of a field in UTF-8. */
  public static void fuzzerTestOneInput(byte[] data) {
    String field = TextHygiene.text(new String(data, StandardCharsets.UTF_8)).replace('\n', ' ');
    List<Address> addresses = Addresses.of(field, MOST);
    Holds.that(addresses.size() <= MOST, "more addresses than were asked for");
    Holds.addresses(addresses, "the field");
    for (Address address : addresses) {
      boolean isPlain =
          address
                  .email()
                  .chars()
                  .noneMatch(c -> c <= ' ' || "<>()[],;:\"\\@".indexOf(c) >= 0 && c != '@')
              && address.email().indexOf('@') == address.email().lastIndexOf('@');
      if (isPlain) {
        List<Address> again = Addresses.of("<" + address.email() + ">", MOST);
        Holds.that(again.size() == 1, "an address is none when it is read again");
        Holds.that(again.get(0).email().equals(address.email()), "an address reads as another");
      }
    }
  }
}
