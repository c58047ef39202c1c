package io.reflux.standalone.endtoend;

import io.reflux.runtime.lifecycle.FailureListener;
import io.reflux.runtime.lifecycle.Service;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Services whose topics are read when they have closed, while the broker is still there. */
final class WatchedServices implements Service {

  private final Service services;
  private final Map<String, String> environment;
  private final Consumer<Work> end;

  WatchedServices(Service services, Map<String, String> environment, Consumer<Work> end) {
    this.services = services;
    this.environment = environment;
    this.end = end;
  }

  @Override
  public String name() {
    return services.name();
  }

  @Override
  public void start(FailureListener failures) {
    services.start(failures);
  }

  @Override
  public void close() {
    services.close();
    try (TopicLog log =
        TopicLog.open(
            variable("REFLUX_BOOTSTRAP_SERVERS"), variable("REFLUX_SCHEMA_REGISTRY_URL"))) {
      log.readToEnd();
      end.accept(Work.of(log));
    }
  }

  private String variable(String name) {
    return Objects.requireNonNull(environment.get(name), name);
  }
}
