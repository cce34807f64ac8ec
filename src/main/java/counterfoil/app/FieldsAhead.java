package counterfoil.app;

import counterfoil.embedded.CannotStart;
import counterfoil.facts.DefinedFactsReader;
import counterfoil.facts.FieldDefinitions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Reads the definitions of the fields while the rest of the bot starts: their words take a second
 * or two, and the database keeps the start waiting anyway.
 */
final class FieldsAhead {

  private final CompletableFuture<FieldDefinitions> definitions;
  private final CompletableFuture<DefinedFactsReader> reader;

  FieldsAhead(Home home) {
    definitions = CompletableFuture.supplyAsync(() -> DeskFields.definitions(home));
    reader = definitions.thenApplyAsync(DefinedFactsReader::new);
  }

  /**
   * The definitions, as soon as they are read.
   *
   * @throws CannotStart when a file is wrong, with a sentence for each mistake
   */
  FieldDefinitions definitions() {
    return soon(definitions);
  }

  /** What reads by them. */
  DefinedFactsReader reader() {
    return soon(reader);
  }

  private static <T> T soon(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
