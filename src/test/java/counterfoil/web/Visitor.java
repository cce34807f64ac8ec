package counterfoil.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Someone at a browser without JavaScript, or a program at the API. */
final class Visitor {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;
  private final String authorization;

  private Visitor(String base, String authorization) {
    this.base = base;
    this.authorization = authorization;
  }

  static Visitor of(int port) {
    return new Visitor("http://127.0.0.1:" + port, "");
  }

  /** The same one with a name and a password. */
  Visitor as(String user, String password) {
    String pair = user + ":" + password;
    return new Visitor(
        base, "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  HttpResponse<String> get(String path) {
    return send(request(path).header("Accept", "text/html,*/*;q=0.8"));
  }

  HttpResponse<String> ask(String path) {
    return send(request(path).header("Accept", "application/json"));
  }

  /**
   * Fills in the form of a page, with its CSRF token and cookie. While it is filled in the page
   * asks for itself again, as pages that refresh themselves do; that must not make the form
   * worthless.
   */
  HttpResponse<String> submit(String page, String action, Map<String, String> fields) {
    HttpResponse<String> form = get(page);
    Matcher token = TOKEN.matcher(form.body());
    if (!token.find()) {
      throw new AssertionError("no CSRF token in " + page + ":\n" + form.body());
    }
    String cookie =
        form.headers().firstValue("Set-Cookie").map(set -> set.split(";")[0]).orElse("");
    HttpResponse<String> refreshed =
        send(request(page).header("Accept", "text/html").header("Cookie", cookie));
    if (!refreshed.headers().allValues("Set-Cookie").isEmpty()) {
      throw new AssertionError("a refresh changed the cookie that the open form relies on");
    }
    return send(
        request(action)
            .header("Accept", "text/html")
            .header("Cookie", cookie)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(fields) + "&_csrf=" + encoded(token.group(1)))));
  }

  HttpResponse<String> post(String path, String type, String body) {
    return send(
        request(path)
            .header("Accept", "application/json")
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    return authorization.isEmpty() ? request : request.header("Authorization", authorization);
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
