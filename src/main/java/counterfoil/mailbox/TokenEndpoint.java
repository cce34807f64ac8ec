package counterfoil.mailbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A token endpoint (RFC 6749 section 3.2). Whatever it answers, an answer takes bounded time and
 * memory, and nothing of it that could be a secret is said on. Belongs to one thread at a time.
 */
final class TokenEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(TokenEndpoint.class);

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int LONGEST_ANSWER = 256 * 1024;

  /** Life of a token whose answer does not tell. */
  private static final Duration SHORT_LIFE = Duration.ofMinutes(5);

  private static final Duration LONGEST_LIFE = Duration.ofDays(30);

  /** What can be sent as a bearer token (RFC 6750 section 2.1), and a little more. */
  private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]{1,65536}");

  /** Errors that pass by themselves. */
  private static final Set<String> PASSING = Set.of("temporarily_unavailable", "server_error");

  private final OAuth2Client client;
  // Follows no redirect: the secret is for this address alone.
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  private final Duration limit;
  private String refreshToken;

  TokenEndpoint(OAuth2Client client) {
    this(client, LIMIT);
  }

  TokenEndpoint(OAuth2Client client, Duration limit) {
    this.client = client;
    this.limit = limit;
    this.refreshToken = client.grant() instanceof OAuth2Client.RefreshToken one ? one.token() : "";
  }

  Token ask(Instant now) throws TokenTroubleException {
    HTTPRequest request;
    try {
      request = TokenRequests.write(client, refreshToken, now);
    } catch (JOSEException e) {
      throw TokenTroubleException.refused("the key does not sign: " + e.getMessage());
    }
    HttpResponse<byte[]> answer = send(request);
    HTTPResponse response = new HTTPResponse(answer.statusCode());
    answer
        .headers()
        .firstValue("Content-Type")
        .ifPresent(type -> response.setHeader("Content-Type", type));
    response.setBody(new String(answer.body(), StandardCharsets.UTF_8));
    return answer.statusCode() == 200 ? token(response, now) : refuse(response, answer, now);
  }

  private HttpResponse<byte[]> send(HTTPRequest request) throws TokenTroubleException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(client.tokenEndpoint())
            .POST(HttpRequest.BodyPublishers.ofString(String.valueOf(request.getBody())));
    request
        .getHeaderMap()
        .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    CompletableFuture<HttpResponse<byte[]>> sent =
        http.sendAsync(builder.build(), answer -> bounded());
    try {
      return sent.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw weather("does not answer in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw weather("was not waited for");
    } catch (ExecutionException e) {
      throw weather(reason(e.getCause()));
    } finally {
      sent.cancel(true);
    }
  }

  private static String reason(@Nullable Throwable cause) {
    if (cause instanceof ConnectException) {
      return "cannot be reached";
    }
    return cause instanceof IOException
        ? "cannot be talked to: "
            + ServerWords.tidy(
                String.valueOf(cause.getMessage() == null ? cause : cause.getMessage()))
        : "cannot be asked: " + cause;
  }

  private Token token(HTTPResponse response, Instant now) throws TokenTroubleException {
    try {
      AccessTokenResponse answer = AccessTokenResponse.parse(response);
      AccessToken token = answer.getTokens().getBearerAccessToken();
      if (token == null || !SENDABLE.matcher(token.getValue()).matches()) {
        throw weather("answered with something that is no bearer token");
      }
      keep(answer.getTokens().getRefreshToken());
      return new Token(token.getValue(), now, now.plus(life(token.getLifetime())));
    } catch (ParseException e) {
      // Not its message, which may quote the answer.
      throw weather("answered with something that is no bearer token");
    }
  }

  private static Duration life(long seconds) {
    if (seconds <= 0) {
      return SHORT_LIFE;
    }
    return seconds < LONGEST_LIFE.toSeconds() ? Duration.ofSeconds(seconds) : LONGEST_LIFE;
  }

  private void keep(@Nullable RefreshToken newer) {
    if (newer != null && !refreshToken.isEmpty() && !newer.getValue().equals(refreshToken)) {
      refreshToken = newer.getValue();
      LOG.info(
          "{} gave a new refresh token; it is kept in memory, and the one of the settings is used after the next start",
          client.tokenEndpoint());
    }
  }

  private Token refuse(HTTPResponse response, HttpResponse<byte[]> answer, Instant now)
      throws TokenTroubleException {
    String code;
    String description;
    try {
      ErrorObject error = TokenErrorResponse.parse(response).getErrorObject();
      code = error.getCode() == null ? "" : error.getCode();
      description = error.getDescription() == null ? "" : error.getDescription();
    } catch (ParseException e) {
      code = "";
      description = "";
    }
    int status = answer.statusCode();
    String said = ServerWords.tidy(code + (description.isEmpty() ? "" : ": " + description));
    String sentence = "answered %d %s".formatted(status, hidden(said)).strip();
    if (status == 429 || status >= 500 || PASSING.contains(code)) {
      throw TokenTroubleException.weather(
          said(sentence),
          answer.headers().firstValue("Retry-After").flatMap(time -> retryAfter(time, now)));
    }
    throw TokenTroubleException.refused(said(sentence));
  }

  /** Seconds or a date (RFC 9110 section 10.2.3). */
  private static Optional<Duration> retryAfter(String time, Instant now) {
    if (time.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(time)));
    }
    try {
      Instant then = ZonedDateTime.parse(time, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(now, then));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private TokenTroubleException weather(String what) {
    return TokenTroubleException.weather(said(what), Optional.empty());
  }

  private String said(String what) {
    return "no access token: %s %s".formatted(client.tokenEndpoint(), what);
  }

  /** An endpoint could quote what it was sent. */
  private String hidden(String said) {
    String hidden = refreshToken.isEmpty() ? said : said.replace(refreshToken, "***");
    return client.proof() instanceof OAuth2Client.Secret proof
        ? hidden.replace(proof.secret(), "***")
        : hidden;
  }

  /** Takes in an answer as far as it is of a sensible length, and passes over the rest. */
  private static HttpResponse.BodySubscriber<byte[]> bounded() {
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    return HttpResponse.BodySubscribers.mapping(
        HttpResponse.BodySubscribers.ofByteArrayConsumer(
            part ->
                part.ifPresent(
                    bytes ->
                        taken.write(
                            bytes, 0, Math.min(bytes.length, LONGEST_ANSWER - taken.size())))),
        done -> taken.toByteArray());
  }
}
