package io.reflux.runtime.health;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;

/** What a service adds to its HTTP server: an API, event streams, a page. */
public interface HttpRoutes {

  /** Nothing. */
  HttpRoutes NONE = app -> {};

  /** Adds handlers, such as {@code app.get(...)} and {@code app.sse(...)}. */
  void register(Javalin app);

  /** Changes the configuration before the server is made, such as for static files. */
  default void configure(JavalinConfig config) {}
}
