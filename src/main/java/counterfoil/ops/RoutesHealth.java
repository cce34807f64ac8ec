package counterfoil.ops;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether every route runs; before the desk is open none does. */
@Component("routes")
class RoutesHealth implements HealthIndicator {

  private final CamelContext camel;

  RoutesHealth(CamelContext camel) {
    this.camel = camel;
  }

  @Override
  public Health health() {
    List<String> still = new ArrayList<>();
    for (Route route : camel.getRoutes()) {
      ServiceStatus status = camel.getRouteController().getRouteStatus(route.getRouteId());
      if (status != ServiceStatus.Started) {
        still.add(route.getRouteId());
      }
    }
    Health.Builder health =
        still.isEmpty() && !camel.getRoutes().isEmpty() ? Health.up() : Health.down();
    return health
        .withDetail("running", camel.getRoutes().size() - still.size())
        .withDetail("notRunning", still)
        .build();
  }
}
