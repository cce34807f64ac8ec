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
 * <p>An attempt is counted before the password is looked at and forgiven when it was right, so that
 * many at once gain nothing.
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
    if (!mayTry(address)) {
      refuse(response);
      return;
    }
    chain.doFilter(request, response);
    if (response.getStatus() != HttpServletResponse.SC_UNAUTHORIZED) {
      forgive(address);
    }
  }

  private boolean mayTry(String address) {
    Instant now = clock.instant();
    synchronized (failures) {
      Failures known = failures.get(address);
      if (known == null || !now.isBefore(known.since().plus(WINDOW))) {
        failures.put(address, new Failures(now, 1));
        return true;
      }
      if (known.count() >= FREE_FAILURES) {
        return false;
      }
      failures.put(address, new Failures(known.since(), known.count() + 1));
      return true;
    }
  }

  private void forgive(String address) {
    synchronized (failures) {
      failures.computeIfPresent(
          address,
          (same, known) ->
              known.count() <= 1 ? null : new Failures(known.since(), known.count() - 1));
    }
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
