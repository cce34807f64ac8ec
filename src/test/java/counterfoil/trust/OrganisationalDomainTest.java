package counterfoil.trust;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("rule-18")
class OrganisationalDomainTest {

  @ParameterizedTest
  @CsvSource({
    "harbour-hotels.com,harbour-hotels.com",
    "a.b.harbour-hotels.com,harbour-hotels.com",
    "mail.harbour.co.uk,harbour.co.uk",
    "co.uk,co.uk",
    "com,com",
    "a.harbour.github.io,harbour.github.io",
    "github.io,github.io",
    "city.kawasaki.jp,city.kawasaki.jp",
    "a.b.c.kobe.jp,b.c.kobe.jp",
    "a.xn--80aaxitdbjk.xn--p1ai,xn--80aaxitdbjk.xn--p1ai",
    "a.b.xn--55qx5d.cn,b.xn--55qx5d.cn",
    "a.harbour-hotels.example,harbour-hotels.example",
    "example,example",
    "localhost,localhost",
    "[192.0.2.1],[192.0.2.1]",
    "a..b,a..b",
    "'',''"
  })
  void isOneLabelMoreThanThePublicSuffix(String domain, String owner) {
    assertThat(OrganisationalDomain.of(domain)).isEqualTo(owner);
  }

  @ParameterizedTest
  @CsvSource({
    "a.harbour.com,b.harbour.com,true",
    "harbour.com,harbour.com,true",
    "github.io,github.io,true",
    "a.github.io,b.github.io,false",
    "a.co.uk,b.co.uk,false",
    "harbour.com,harbour.org,false",
    "harbour.com,evilharbour.com,false",
    "harbour.com,'',false",
    "'','',false"
  })
  void alignsWhatIsOfOneOwner(String one, String other, boolean isAligned) {
    assertThat(OrganisationalDomain.areAligned(one, other)).isEqualTo(isAligned);
  }
}
