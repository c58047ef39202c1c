package io.reflux.standalone.embedded;

import io.reflux.runtime.lifecycle.Service;
import java.util.Map;

/** Makes the services that work in this process out of the environment they are to run in. */
@FunctionalInterface
public interface EmbeddedServices {

  /**
   * Assembles the services, without starting them.
   *
   * @param environment the variables of every service: addresses of the broker and the registry,
   *     directories, the port of the dashboard, and whatever the user's own environment says
   * @return one service that starts and closes them all
   * @throws io.reflux.runtime.config.ConfigurationException if the environment is wrong
   */
  Service assemble(Map<String, String> environment);
}
