package counterfoil.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What the API answers when it cannot do what was asked: always a {@code sentence}. */
@RestControllerAdvice(annotations = RestController.class)
class ApiErrors {

  /** A word stands where one of a few others may stand. */
  static final class UnknownWord extends RuntimeException {

    private final List<String> allowed;

    UnknownWord(String what, String word, List<String> allowed) {
      super("There is no " + what + " \"" + word + "\".");
      this.allowed = allowed;
    }
  }

  /** What cannot be left out was not given. */
  static final class Missing extends RuntimeException {
    Missing(String name) {
      super("\"" + name + "\" is missing.");
    }
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.NOT_FOUND)
  Map<String, Object> notThere(NotThere e) {
    return sentence(e.getMessage());
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.BAD_REQUEST)
  Map<String, Object> unknownWord(UnknownWord e) {
    return Map.of("sentence", e.getMessage(), "allowed", e.allowed);
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.BAD_REQUEST)
  Map<String, Object> missing(Missing e) {
    return sentence(e.getMessage());
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.BAD_REQUEST)
  Map<String, Object> wrongParameter(MethodArgumentTypeMismatchException e) {
    return sentence("The parameter " + e.getName() + " cannot be read.");
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.BAD_REQUEST)
  Map<String, Object> unreadable(HttpMessageNotReadableException e) {
    return sentence("The body is not the JSON object that was expected.");
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<Map<String, Object>> databaseAway(RuntimeException e) {
    DatabaseTrouble.report(e);
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, DatabaseTrouble.RETRY_AFTER_SECONDS)
        .body(sentence(DatabaseTrouble.SENTENCE));
  }

  /** The names of an enum's values, as the API takes them. */
  static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }

  private static Map<String, Object> sentence(String sentence) {
    return Map.of("sentence", sentence);
  }
}
