package io.reflux.runtime.settings;

import io.reflux.runtime.config.ConfigReader;

/**
 * Where the HTTP server listens.
 *
 * @param host the name or address of the interface; loopback by default, so that nothing is open to
 *     a network unless it is asked for
 * @param port in [0, 65535]; 0 takes any free port
 */
public record HttpSettings(String host, int port) {

  private static final int LARGEST_PORT = 65_535;

  /** Checks the host and the range of the port. */
  public HttpSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("the HTTP host must not be blank");
    }
    if (port < 0 || port > LARGEST_PORT) {
      throw new IllegalArgumentException("the HTTP port must be in [0, 65535], was " + port);
    }
  }

  /** Loopback, on any free port. */
  public static HttpSettings defaults() {
    return new HttpSettings(
        RuntimeKeys.HTTP_HOST.defaultValue(), RuntimeKeys.HTTP_PORT.defaultValue());
  }

  static HttpSettings from(ConfigReader reader) {
    return new HttpSettings(reader.get(RuntimeKeys.HTTP_HOST), reader.get(RuntimeKeys.HTTP_PORT));
  }
}
