package counterfoil.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Slows down who guesses the password: after {@value #FREE_FAILURES} failed logins within a minute
 * an address must wait until that minute is over.
 *
 * <p>Only failures count, once they are known: a program with the right password may ask as often
 * and as much at once as it likes. Who guesses many at once gains as many guesses a minute as the
 * server has threads. Behind a proxy all visitors have one address, unless {@code
 * server.forward-headers-strategy} is set.
 */
final class LoginBrake extends OncePerRequestFilter {

  static final int FREE_FAILURES = 10;
  static final Duration WINDOW = Duration.ofMinutes(1);

  /** Enough to remember a crowd, small enough that a crowd cannot fill the memory. */
  private static final int REMEMBERED_ADDRESSES = 10_000;

  private final Clock clock;
  private final Map<String, Failures> failures = new LeastRecentlyFailed();

  LoginBrake(Clock clock) {
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
      chain.doFilter(request, response);
      return;
    }
    String address = network(request.getRemoteAddr());
    if (mustWait(address)) {
      refuse(response);
      return;
    }
    chain.doFilter(request, response);
    if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
      remember(address);
    }
  }

  private boolean mustWait(String address) {
    synchronized (failures) {
      Failures known = failures.get(address);
      return known != null && known.count() >= FREE_FAILURES && !isOver(known);
    }
  }

  private void remember(String address) {
    synchronized (failures) {
      failures.merge(
          address,
          new Failures(clock.instant(), 1),
          (known, first) -> isOver(known) ? first : new Failures(known.since(), known.count() + 1));
    }
  }

  private boolean isOver(Failures known) {
    return !clock.instant().isBefore(known.since().plus(WINDOW));
  }

  private static void refuse(HttpServletResponse response) throws IOException {
    response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(WINDOW.toSeconds()));
    response.setContentType(MediaType.TEXT_PLAIN_VALUE);
    response.getWriter().println("Too many failed logins from this address. Try again later.");
  }

  /** An IPv6 visitor owns a whole /64 network, so the network is what counts. */
  private static String network(String address) {
    String[] groups = address.split(":", -1);
    return groups.length < 5 ? address : String.join(":", List.of(groups).subList(0, 4));
  }

  private record Failures(Instant since, int count) {}

  private static final class LeastRecentlyFailed extends LinkedHashMap<String, Failures> {
    LeastRecentlyFailed() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
      return size() > REMEMBERED_ADDRESSES;
    }
  }
}
