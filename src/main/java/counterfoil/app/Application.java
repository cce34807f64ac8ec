package counterfoil.app;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The bot as a Spring application: what {@code counterfoil serve} starts. */
@SpringBootApplication(scanBasePackages = "counterfoil")
public class Application {}
