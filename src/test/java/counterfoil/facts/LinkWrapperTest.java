package counterfoil.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("rule-33")
class LinkWrapperTest {

  private static final String INNER = "https://studio.uk.poly.ai/harbour-uk/booking_line/home";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fstudio.uk.poly.ai%2Fharbour-uk%2Fbooking_line%2Fhome&data=05%7C01&sdata=x%3D&reserved=0",
        "https://www.google.com/url?q=https://studio.uk.poly.ai/harbour-uk/booking_line/home&sa=D&source=gmail",
        "https://www.google.com/url?sa=t&url=https%3A%2F%2Fstudio.uk.poly.ai%2Fharbour-uk%2Fbooking_line%2Fhome&usg=1",
        "https://urldefense.proofpoint.com/v1/url?u=https://studio.uk.poly.ai/harbour-uk/booking_line/home&k=a&r=b",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__studio.uk.poly.ai_harbour-2Duk_booking-5Fline_home&d=DwMF&c=x",
        "https://urldefense.com/v3/__https://studio.uk.poly.ai/harbour-uk/booking_line/home__;!!abc!def$",
        "https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fstudio.uk.poly.ai%2fharbour-uk%2fbooking_line%2fhome&c=E,1,x&typo=1",
        "https://secure-web.cisco.com/1abcDEF/https%3A%2F%2Fstudio.uk.poly.ai%2Fharbour-uk%2Fbooking_line%2Fhome",
        "https://eu-west-1.protection.sophos.com/?d=poly.ai&u=aHR0cHM6Ly9zdHVkaW8udWsucG9seS5haS9oYXJib3VyLXVrL2Jvb2tpbmdfbGluZS9ob21l&i=x",
        "https://track.harbour-hotels.example/CL0/https:%2F%2Fstudio.uk.poly.ai%2Fharbour-uk%2Fbooking_line%2Fhome/1/abc",
        "https://slack-redir.net/link?url=https%3A%2F%2Fstudio.uk.poly.ai%2Fharbour-uk%2Fbooking_line%2Fhome"
      })
  void findsTheAddressInside(String wrapped) {
    assertThat(LinkWrapper.unwrap(wrapped)).isEqualTo(INNER);
  }

  @Test
  void restoresWhatProofpointTookOut() {
    assertThat(
            LinkWrapper.unwrap(
                "https://urldefense.com/v3/__https://studio.poly.ai/a/b?x=1*2__;Iw!!abc!def$"))
        .isEqualTo("https://studio.poly.ai/a/b?x=1#2");
  }

  @Test
  void undoesAWrapperInAWrapper() {
    assertThat(
            LinkWrapper.unwrap(
                "https://nam01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Fstudio.uk.poly.ai%252Fharbour-uk%252Fbooking_line%252Fhome%26sa%3DD&data=05"))
        .isEqualTo(INNER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://studio.poly.ai/a/b?x=%zz",
        "https://protect-eu.mimecast.com/s/abcDEF?domain=studio.poly.ai",
        "https://urldefense.com/v3/__",
        "https://urldefense.proofpoint.com/v2/url",
        "https://eu.protection.sophos.com/?u=%%%",
        "http://"
      })
  void leavesAloneWhatItCannotUndo(String address) {
    assertThat(LinkWrapper.unwrap(address)).isEqualTo(address);
  }
}
