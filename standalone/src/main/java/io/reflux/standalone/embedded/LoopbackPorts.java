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
}
