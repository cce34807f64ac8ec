package counterfoil.rig;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A token endpoint that a test can make moody, and beside it the introspection (RFC 7662) by which
 * a mail server asks whether a token is still good.
 */
public final class TokenServer implements AutoCloseable {

  /** A request as it came: the form, and {@code Authorization} where it was sent. */
  public record Request(Map<String, String> form, String authorization) {}

  private final HttpServer server;
  private final String user;
  private final Set<String> good = ConcurrentHashMap.newKeySet();
  private final CountDownLatch end = new CountDownLatch(1);

  /** All that was asked. */
  public final List<Request> requests = new CopyOnWriteArrayList<>();

  /** How often a mail server was told that a token is no good. */
  public final AtomicInteger refusals = new AtomicInteger();

  /** Of the tokens, in seconds. */
  public volatile long lifetime = 3600;

  /** Whether no mail server will take the tokens. */
  public volatile boolean issuesBadTokens;

  /** Whether nothing is answered. */
  public volatile boolean hangs;

  /** Comes with each token, when it is not empty. */
  public volatile String newRefreshToken = "";

  private volatile int status = 200;
  private volatile String body = "";
  private volatile Map<String, String> headers = Map.of();

  private TokenServer(HttpServer server, String user) {
    this.server = server;
    this.user = user;
  }

  /**
   * @param user whose tokens they are
   */
  public static TokenServer start(String user) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    TokenServer server = new TokenServer(http, user);
    http.createContext("/token", server::token);
    http.createContext("/introspect", server::introspect);
    http.setExecutor(Executors.newCachedThreadPool());
    http.start();
    return server;
  }

  /** Where tokens are asked. */
  public URI tokenEndpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
  }

  /** Where mail servers ask. */
  public String introspection() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/introspect";
  }

  /** From now on this is answered instead of a token. */
  public void answer(int status, String body, Map<String, String> headers) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** From now on tokens are given again. */
  public void answerTokens() {
    answer(200, "", Map.of());
  }

  /** No token that was given is good any more. */
  public void revokeAll() {
    good.clear();
  }

  /** What was asked last. */
  public Request last() {
    return requests.get(requests.size() - 1);
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form = form(exchange);
    requests.add(
        new Request(form, String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))));
    if (hangs) {
      await();
      return;
    }
    if (!body.isEmpty() || status != 200) {
      headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      send(exchange, status, body);
      return;
    }
    String token = "token-" + requests.size();
    if (!issuesBadTokens) {
      good.add(token);
    }
    String refresh =
        newRefreshToken.isEmpty() ? "" : ",\"refresh_token\":\"" + newRefreshToken + "\"";
    send(
        exchange,
        200,
        "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d%s}"
            .formatted(token, lifetime, refresh));
  }

  private void introspect(HttpExchange exchange) throws IOException {
    String token = form(exchange).getOrDefault("token", "");
    send(
        exchange,
        200,
        isGood(token) ? "{\"active\":true,\"username\":\"" + user + "\"}" : "{\"active\":false}");
  }

  /** Whether a mail server should let a token in. */
  public boolean isGood(String token) {
    if (good.contains(token)) {
      return true;
    }
    refusals.incrementAndGet();
    return false;
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> form = new HashMap<>();
    for (String pair : text.split("&")) {
      String[] parts = pair.split("=", 2);
      form.put(
          parts[0], URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
    }
    return form;
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("application/json"));
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
  }
}
