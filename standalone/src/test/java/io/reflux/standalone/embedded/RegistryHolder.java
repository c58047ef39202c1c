package io.reflux.standalone.embedded;

import java.nio.file.Path;
import java.util.Optional;

/** A program that holds a registry as its child until somebody kills it. */
final class RegistryHolder {

  private RegistryHolder() {}

  /** Prints the registry's process id once it is ready, then waits for ever. */
  public static void main(String[] arguments) throws Exception {
    EmbeddedRegistry registry =
        EmbeddedRegistry.launch(Optional.empty(), Path.of(arguments[0], "registry.log"));
    registry.awaitReady();
    System.out.println(registry.processId());
    Thread.currentThread().join();
  }
}
