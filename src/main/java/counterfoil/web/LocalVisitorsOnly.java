package counterfoil.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The door of a server without a password: who asks for this machine by its local name is the
 * admin, anybody else is refused.
 *
 * <p>A page from elsewhere can make its own host name point to 127.0.0.1 (DNS rebinding), but the
 * browser then still sends that name as Host. A request that came through a proxy may come from
 * anywhere, whatever its Host says.
 */
final class LocalVisitorsOnly extends OncePerRequestFilter {

  private static final Pattern LOCAL_HOST =
      Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

  private static final List<String> SIGNS_OF_A_PROXY =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String host = request.getHeader(HttpHeaders.HOST);
    if (host == null || !LOCAL_HOST.matcher(host).matches()) {
      refuse(response, "is only answered under the names localhost, 127.0.0.1 and [::1]");
    } else if (SIGNS_OF_A_PROXY.stream().anyMatch(sign -> request.getHeader(sign) != null)) {
      refuse(response, "is not answered through a proxy");
    } else {
      letIn();
      try {
        chain.doFilter(request, response);
      } finally {
        SecurityContextHolder.clearContext();
      }
    }
  }

  private static void letIn() {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            AdminSettings.ADMIN, "", AuthorityUtils.createAuthorityList(AdminSettings.ADMIN)));
    SecurityContextHolder.setContext(context);
  }

  private static void refuse(HttpServletResponse response, String what) throws IOException {
    response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    response.setContentType(MediaType.TEXT_PLAIN_VALUE);
    response
        .getWriter()
        .println(
            "While no admin password is set, this desk "
                + what
                + ". Set COUNTERFOIL_ADMIN_PASSWORD to open it to others.");
  }
}
