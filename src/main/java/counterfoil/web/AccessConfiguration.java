package counterfoil.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Who may see and do what: with a password HTTP Basic for everything, without one this machine
 * only.
 *
 * <p>No sessions: who asks is told by each request, and the CSRF token lives in a cookie, so any
 * instance can answer.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
@EnableConfigurationProperties(AdminSettings.class)
class AccessConfiguration {

  /** Nothing from elsewhere, no inline script or style; what a page needs is served by us. */
  static final String PAGE_POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
          + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
          + "frame-src 'self'";

  private static final String[] HEALTH = {
    "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"
  };

  @Bean
  SecurityFilterChain access(HttpSecurity http, AdminSettings admin, Clock clock) throws Exception {
    http.sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(
            csrf ->
                csrf.csrfTokenRepository(csrfCookie())
                    // Every request brings its own login; a token that changed with each would
                    // make an open form worthless as soon as anything else is asked for.
                    .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy())
                    // The API takes JSON only, which no foreign page can send without being asked.
                    .ignoringRequestMatchers("/api/**"))
        .headers(AccessConfiguration::strictHeaders)
        .logout(logout -> logout.disable());
    if (admin.passwordIsSet()) {
      askForPassword(http, clock);
    } else {
      welcomeThisMachine(http);
    }
    return http.build();
  }

  /** Keeps a server without a password off the network. */
  @Bean
  LocalAddressOnly localAddressOnly(AdminSettings admin, Environment environment) {
    return new LocalAddressOnly(admin, environment);
  }

  /** What no browser sends, such as {@code /a/../b}: refused before the filters add headers. */
  @Bean
  RequestRejectedHandler refuseOddRequests() {
    return (request, response, reason) -> {
      response.setHeader("Content-Security-Policy", PAGE_POLICY);
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setHeader("Referrer-Policy", "no-referrer");
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    };
  }

  /** The admin, or nobody: without this Spring Boot would invent a user and print a password. */
  @Bean
  UserDetailsService users(AdminSettings admin, PasswordEncoder encoder) {
    InMemoryUserDetailsManager users = new InMemoryUserDetailsManager();
    if (admin.passwordIsSet()) {
      users.createUser(
          User.withUsername(AdminSettings.ADMIN)
              .password(encoder.encode(admin.adminPassword()))
              .authorities(AdminSettings.ADMIN)
              .build());
    }
    return users;
  }

  /**
   * Every request carries the password and is checked, so this must cost milliseconds. A costlier
   * hash would protect a stored one; ours is made at the start and never leaves the memory, which
   * holds the setting itself anyway.
   */
  @Bean
  PasswordEncoder passwordEncoder() {
    return new Pbkdf2PasswordEncoder("", 16, 5_000, SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA256);
  }

  private static void askForPassword(HttpSecurity http, Clock clock) throws Exception {
    http.httpBasic(basic -> basic.realmName("Counterfoil"))
        .addFilterBefore(new LoginBrake(clock), BasicAuthenticationFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(HEALTH)
                    .permitAll()
                    .requestMatchers(StaticFiles.PATHS)
                    .permitAll()
                    .anyRequest()
                    .authenticated());
  }

  private static void welcomeThisMachine(HttpSecurity http) throws Exception {
    http.addFilterAfter(new LocalVisitorsOnly(), HeaderWriterFilter.class)
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
  }

  private static CookieCsrfTokenRepository csrfCookie() {
    CookieCsrfTokenRepository cookie = new CookieCsrfTokenRepository();
    cookie.setCookieCustomizer(settings -> settings.sameSite("Strict"));
    return cookie;
  }

  private static void strictHeaders(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(PAGE_POLICY))
        // For browsers older than frame-ancestors, which the policies of page and letter decide.
        .frameOptions(frame -> frame.sameOrigin())
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
        .crossOriginOpenerPolicy(Customizer.withDefaults())
        .crossOriginResourcePolicy(Customizer.withDefaults());
  }
}
