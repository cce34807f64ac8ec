package counterfoil.containers;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.text.Defects;
import org.junit.jupiter.api.Test;

class PgpTextTest {

  private static final String SIGNATURE =
      "-----BEGIN PGP SIGNATURE-----\n\niHUEAR\n-----END PGP SIGNATURE-----";

  private final Defects defects = new Defects();

  @Test
  void takesArmourOffSignedText() {
    String text =
        "Before\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nHello\n- - item\n"
            + SIGNATURE
            + "\nAfter";

    assertThat(PgpText.readable(text, defects)).isEqualTo("Before\nHello\n- item\nAfter");
    assertThat(defects.list()).isEmpty();
  }

  @Test
  void leavesOtherTextAsItIs() {
    String text = "Our key: -----BEGIN PGP PUBLIC KEY BLOCK-----\n- item\n" + SIGNATURE;

    assertThat(PgpText.readable(text, defects)).isEqualTo(text);
  }

  @Test
  void namesWhatIsEncrypted() {
    PgpText.readable("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----", defects);

    assertThat(defects.list())
        .containsExactly("a text is encrypted with PGP: it cannot be read here");
  }
}
