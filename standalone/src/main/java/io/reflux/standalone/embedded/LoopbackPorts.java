package io.reflux.standalone.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Two different loopback ports that nothing listens on at the moment of asking.
 *
 * @param first one of them
 * @param second the other
 */
public record LoopbackPorts(int first, int second) {

  /** Asks the operating system for two ports and lets them go again. */
  public static LoopbackPorts free() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket first = new ServerSocket(0, 1, loopback);
        ServerSocket second = new ServerSocket(0, 1, loopback)) {
      return new LoopbackPorts(first.getLocalPort(), second.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException("no free loopback port", e);
    }
  }

  /**
   * Makes sure that nothing listens on a port at the moment of asking.
   *
   * @param port 0 for any, which is always free
   * @throws EmbeddedPlatformException if something does, or the port may not be used
   */
  public static void requireFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      socket.getLocalPort();
    } catch (IOException e) {
      throw new EmbeddedPlatformException(
          "cannot listen on port %d (%s); give another --port, or none for any free one"
              .formatted(port, e.getMessage()),
          e);
    }
  }
}
