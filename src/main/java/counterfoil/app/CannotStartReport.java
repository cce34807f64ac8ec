package counterfoil.app;

import counterfoil.embedded.CannotStart;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the sentence of a {@link CannotStart} instead of a stack trace. */
final class CannotStartReport extends AbstractFailureAnalyzer<CannotStart> {

  @Override
  protected FailureAnalysis analyze(Throwable root, CannotStart cause) {
    return new FailureAnalysis(cause.getMessage(), null, cause);
  }
}
