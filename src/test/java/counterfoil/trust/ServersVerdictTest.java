package counterfoil.trust;

import static counterfoil.trust.TrustTests.mail;
import static counterfoil.trust.TrustTests.read;
import static counterfoil.trust.TrustTests.servers;
import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.trust.Trust.Level;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("rule-18")
@Tag("threat-T1")
class ServersVerdictTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "none|B",
        "dmarc=pass header.from=harbour-hotels.example|A",
        "dmarc=pass(p=REJECT) header.from=harbour-hotels.example|A",
        "dmarc=PASS header.from=nadia@HARBOUR-hotels.example|A",
        "dmarc/1=pass header.from=harbour-hotels.example|A",
        "dmarc/2=pass header.from=harbour-hotels.example|B",
        "dmarc=pass|B",
        "dmarc=pass header.from=evil.example|B",
        "dmarc=pass header.from=mail.harbour-hotels.example|B",
        "dmarc=pass header.from=harbour-hotels.example header.from=evil.example|B",
        "dmarc=fail (p=REJECT sp=REJECT dis=NONE) header.from=harbour-hotels.example|C",
        "dmarc=fail (p=QUARANTINE sp=NONE dis=QUARANTINE) header.from=harbour-hotels.example|C",
        "dmarc=fail header.from=harbour-hotels.example|C",
        "dmarc=fail (p=NONE sp=NONE dis=NONE) header.from=harbour-hotels.example|B",
        "dmarc=fail reason=`not aligned` header.from=harbour-hotels.example (policy=none)|B",
        "dmarc=fail header.from=harbour-hotels.example policy.dmarc=none|B",
        "dmarc=fail header.from=harbour-hotels.example policy.dmarc=reject (p=none)|C",
        "dmarc=fail header.from=evil.example|B",
        "dmarc=none header.from=harbour-hotels.example|B",
        "dmarc=temperror header.from=harbour-hotels.example|B",
        "dmarc=permerror header.from=harbour-hotels.example|B",
        "dmarc=none header.from=harbour-hotels.example; dkim=pass header.d=harbour-hotels.example|B",
        "dmarc=fail header.from=harbour-hotels.example; dkim=pass header.d=harbour-hotels.example|C",
        "dkim=pass header.d=harbour-hotels.example|A",
        "dkim=pass header.i=@mail.harbour-hotels.example|A",
        "dkim=pass header.i=nadia@harbour-hotels.example header.b=`aZ/=`|A",
        "dkim=pass header.d=evil.example header.i=@harbour-hotels.example|B",
        "dkim=fail header.d=harbour-hotels.example|B",
        "dkim=pass header.d=evil.example; dkim=pass header.d=harbour-hotels.example|A",
        "dkim=fail header.d=harbour-hotels.example; dkim=pass header.d=harbour-hotels.example|A",
        "dkim=pass header.d=example|B",
        "dkim=pass|B",
        "spf=pass smtp.mailfrom=bounce@mail.harbour-hotels.example|A",
        "spf=pass smtp.mailfrom=harbour-hotels.example|A",
        "spf=pass smtp.helo=harbour-hotels.example|B",
        "spf=softfail smtp.mailfrom=harbour-hotels.example|B",
        "spf=pass smtp.mailfrom=`x@harbour-hotels.example y`@evil.example|B",
        "iprev=pass policy.iprev=192.0.2.7|B",
        // Strangers' words that broke out of a comment do not outweigh what the server says.
        "spf=pass (of `a); dmarc=pass header.from=harbour-hotels.example; x=y (`@evil.example) "
            + "smtp.mailfrom=evil.example; dmarc=fail header.from=harbour-hotels.example|C"
      })
  void followsFromTheWordsOfTheServer(String results, Level level) {
    String field = "Authentication-Results: mx.desk.example; " + results.replace('`', '"');
    Trust trust = read(servers("mx.desk.example"), mail(field));
    assertThat(trust.level()).as(trust.reason()).isEqualTo(level);
    assertThat(trust.reason()).endsWith(".").doesNotContain("\n");
    assertThat(trust.provenBy().isEmpty()).isEqualTo(level == Level.B);
  }
}
