package counterfoil.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** What a page says when it cannot be shown. */
@ControllerAdvice(annotations = Controller.class)
class PageErrors {

  @ExceptionHandler
  ModelAndView notThere(NotThere e) {
    return page(HttpStatus.NOT_FOUND, e.getMessage());
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ModelAndView databaseAway(RuntimeException e, HttpServletResponse response) {
    DatabaseTrouble.report(e);
    response.setHeader(HttpHeaders.RETRY_AFTER, DatabaseTrouble.RETRY_AFTER_SECONDS);
    return page(HttpStatus.SERVICE_UNAVAILABLE, DatabaseTrouble.SENTENCE);
  }

  private static ModelAndView page(HttpStatus status, String sentence) {
    return new ModelAndView(
        "error", Map.of("status", status.value(), "sentence", sentence), status);
  }
}
