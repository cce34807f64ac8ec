package counterfoil.app;

import org.springframework.boot.SpringApplication;

/** The command line. */
public final class Counterfoil {

  private Counterfoil() {}

  /** Starts the bot. */
  public static void main(String... args) {
    SpringApplication.run(Application.class, args);
  }
}
