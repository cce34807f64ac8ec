package counterfoil.mailbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access tokens of one mailbox, kept in memory alone and asked for anew before they expire. All
 * who need one at the same moment share one request. Safe for many threads.
 *
 * <p>Whatever goes wrong, the endpoint hears from us once a minute at most, and no more than every
 * {@code login-retry} after it said no, so that nothing is locked.
 */
public final class TokenSource {

  private static final Logger LOG = LoggerFactory.getLogger(TokenSource.class);

  private static final Duration BETWEEN_REQUESTS = Duration.ofMinutes(1);

  /** Nobody who asks for patience gets more. */
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final String mailbox;
  private final TokenEndpoint endpoint;
  private final Duration loginRetry;
  private final Clock clock;
  private final ReentrantLock asking = new ReentrantLock();

  private volatile @Nullable Token token;
  private volatile String failure = "";
  // Whether a mail server refused the token that we have.
  private volatile boolean refused;
  private Instant asked = Instant.EPOCH;
  private Duration pause = Duration.ZERO;

  /**
   * @param mailbox whose tokens, for the log
   * @param loginRetry how long to wait after a refusal
   */
  public TokenSource(String mailbox, OAuth2Client client, Duration loginRetry, Clock clock) {
    this.mailbox = mailbox;
    this.endpoint = new TokenEndpoint(client);
    this.loginRetry = loginRetry;
    this.clock = clock;
  }

  /** A token that has not expired; asks for one only if there is none, or it was refused. */
  Token token() throws NoTokenException {
    Token known = token;
    if (known != null && known.isValid(clock.instant()) && !refused) {
      return known;
    }
    asking.lock();
    try {
      Instant now = clock.instant();
      known = token;
      // Refused by one server a moment ago, it may still do for another.
      if (known != null && known.isValid(now) && (!refused || mustWait(now))) {
        return known;
      }
      return ask(now);
    } finally {
      asking.unlock();
    }
  }

  /**
   * Another token than one that a server refused before its time; none if it must not be asked for
   * yet.
   */
  Optional<Token> insteadOf(Token old) throws NoTokenException {
    asking.lock();
    try {
      Instant now = clock.instant();
      Token known = token;
      if (known != null && known.isValid(now) && !known.equals(old)) {
        return Optional.of(known);
      }
      refused = true;
      return mustWait(now) ? Optional.empty() : Optional.of(ask(now));
    } finally {
      asking.unlock();
    }
  }

  /** A server refused a token that was brand new: the next login begins with another. */
  void refused(Token fresh) {
    if (fresh.equals(token)) {
      refused = true;
    }
  }

  /** Asks for another token if it is time; to be called now and then, and never fails. */
  void keepFresh() {
    asking.lock();
    try {
      Instant now = clock.instant();
      Token known = token;
      if ((known == null || known.isAging(now)) && !mustWait(now)) {
        ask(now);
      }
    } catch (NoTokenException e) {
      // It is in the log and in the failure.
    } finally {
      asking.unlock();
    }
  }

  private Token ask(Instant now) throws NoTokenException {
    if (mustWait(now)) {
      throw new NoTokenException(
          failure.isEmpty() ? "the access token that was got a moment ago is no good" : failure);
    }
    asked = now;
    try {
      Token fresh = endpoint.ask(now);
      if (!failure.isEmpty()) {
        LOG.info("mailbox {}: there are tokens again", mailbox);
      }
      token = fresh;
      refused = false;
      failure = "";
      pause = BETWEEN_REQUESTS;
      return fresh;
    } catch (TokenTroubleException e) {
      pause = pauseAfter(e);
      failure = String.valueOf(e.getMessage());
      LOG.warn("mailbox {}: {}; asked again in {}", mailbox, failure, pause);
      throw new NoTokenException(failure);
    }
  }

  private Duration pauseAfter(TokenTroubleException trouble) {
    Duration wanted =
        trouble.isRefused() ? loginRetry : trouble.retryAfter().orElse(BETWEEN_REQUESTS);
    if (wanted.compareTo(BETWEEN_REQUESTS) < 0) {
      return BETWEEN_REQUESTS;
    }
    return wanted.compareTo(LONGEST_PAUSE) > 0 && !trouble.isRefused() ? LONGEST_PAUSE : wanted;
  }

  /** Whether the endpoint must be left alone for now. */
  private boolean mustWait(Instant now) {
    // A request in the future was made before the clock was set back.
    return !now.isBefore(asked) && now.isBefore(asked.plus(pause));
  }

  /** When the token that we have expires; nothing if there never was one. */
  public Optional<Instant> expires() {
    return Optional.ofNullable(token).map(Token::expires);
  }

  /**
   * Why the endpoint gave no token when it was last asked, in words with its error code and
   * description; empty when it gave one.
   */
  public Optional<String> failure() {
    return Optional.of(failure).filter(sentence -> !sentence.isEmpty());
  }
}
