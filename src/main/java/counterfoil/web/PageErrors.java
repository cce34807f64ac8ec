package counterfoil.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

  static final String DATABASE_AWAY =
      "The desk's database does not answer. Mail that arrives meanwhile is not lost; it stays in"
          + " the mailbox until the database is back.";
  static final String RETRY_AFTER_SECONDS = "10";

  private static final Logger log = LoggerFactory.getLogger(PageErrors.class);

  @ExceptionHandler
  ModelAndView notThere(NotThere e) {
    return page(HttpStatus.NOT_FOUND, e.getMessage());
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ModelAndView databaseAway(RuntimeException e, HttpServletResponse response) {
    log.warn("a page could not be shown: the database does not answer", e);
    response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    return page(HttpStatus.SERVICE_UNAVAILABLE, DATABASE_AWAY);
  }

  private static ModelAndView page(HttpStatus status, String sentence) {
    return new ModelAndView(
        "error", Map.of("status", status.value(), "sentence", sentence), status);
  }
}
