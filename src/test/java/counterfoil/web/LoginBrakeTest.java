package counterfoil.web;

import static org.assertj.core.api.Assertions.assertThat;

import counterfoil.store.SettableClock;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class LoginBrakeTest {

  private static final FilterChain WRONG_PASSWORD =
      (request, response) -> ((HttpServletResponse) response).setStatus(401);
  private static final FilterChain RIGHT_PASSWORD =
      (request, response) -> ((HttpServletResponse) response).setStatus(200);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
  private final LoginBrake brake = new LoginBrake(clock);

  @Test
  void stopsAnAddressAfterTenFailuresUntilTheMinuteIsOver() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(login("192.0.2.1", WRONG_PASSWORD).getStatus()).isEqualTo(401);
    }

    MockHttpServletResponse refused = login("192.0.2.1", RIGHT_PASSWORD);
    assertThat(refused.getStatus()).isEqualTo(429);
    assertThat(refused.getHeader("Retry-After")).isEqualTo("60");
    clock.forward(Duration.ofSeconds(59));
    assertThat(login("192.0.2.1", RIGHT_PASSWORD).getStatus()).isEqualTo(429);
    clock.forward(Duration.ofSeconds(1));
    assertThat(login("192.0.2.1", RIGHT_PASSWORD).getStatus()).isEqualTo(200);
  }

  @Test
  void doesNotCountRightPasswords() throws Exception {
    for (int i = 0; i < 100; i++) {
      assertThat(login("192.0.2.1", RIGHT_PASSWORD).getStatus()).isEqualTo(200);
    }
  }

  @Test
  void doesNotMakeOthersPay() throws Exception {
    for (int i = 0; i < 20; i++) {
      login("192.0.2.1", WRONG_PASSWORD);
    }
    assertThat(login("192.0.2.2", RIGHT_PASSWORD).getStatus()).isEqualTo(200);
  }

  @Test
  void countsANetworkOfIpv6AsOneAddress() throws Exception {
    for (int i = 0; i < 10; i++) {
      login("2001:db8:0:1:0:0:0:" + i, WRONG_PASSWORD);
    }
    assertThat(login("2001:db8:0:1:0:0:0:ff", RIGHT_PASSWORD).getStatus()).isEqualTo(429);
    assertThat(login("2001:db8:0:2:0:0:0:1", RIGHT_PASSWORD).getStatus()).isEqualTo(200);
  }

  @Test
  void doesNotStopWhoDoesNotTryToLogIn() throws Exception {
    for (int i = 0; i < 20; i++) {
      login("192.0.2.1", WRONG_PASSWORD);
    }
    MockHttpServletRequest health = new MockHttpServletRequest("GET", "/actuator/health");
    health.setRemoteAddr("192.0.2.1");
    MockHttpServletResponse response = new MockHttpServletResponse();
    brake.doFilter(health, response, RIGHT_PASSWORD);
    assertThat(response.getStatus()).isEqualTo(200);
  }

  private MockHttpServletResponse login(String address, FilterChain chain) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
    request.setRemoteAddr(address);
    request.addHeader("Authorization", "Basic eDp5");
    MockHttpServletResponse response = new MockHttpServletResponse();
    brake.doFilter(request, response, chain);
    return response;
  }
}
