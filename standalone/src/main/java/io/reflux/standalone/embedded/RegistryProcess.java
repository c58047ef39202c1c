package io.reflux.standalone.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command that starts the schema registry as a child of this process, on a port of its own
 * choice and with an environment that nothing from the user's shell leaks into.
 *
 * @param installation the program
 * @param storage where its database lies, or empty to keep it in memory
 * @param log the file its output goes to
 */
record RegistryProcess(RegistryInstallation installation, Optional<Path> storage, Path log) {

  private static final List<String> JVM_FLAGS =
      List.of(
          "-Xms32m",
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-Dquarkus.http.host=127.0.0.1",
          "-Dquarkus.http.port=0",
          "-Dquarkus.banner.enabled=false",
          "-Dquarkus.log.level=WARN",
          "-Dquarkus.log.category.\"io.quarkus\".level=INFO");

  /** Ctrl-C reaches the whole process group; the registry is to outlive whoever still needs it. */
  private static final List<String> DEAF_TO_INTERRUPTS =
      List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "reflux-registry");

  private static final List<String> KEPT_VARIABLES = List.of("PATH", "HOME", "TMPDIR", "LANG");

  /** Starts the child. */
  Process start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command());
    builder.directory(installation.home().toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(KEPT_VARIABLES);
    if (storage.isPresent()) {
      Path database = storage.get().toAbsolutePath().resolve("registry");
      Files.createDirectories(storage.get());
      environment.put("REGISTRY_DATASOURCE_URL", "jdbc:h2:file:" + database);
    }
    return builder.start();
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(DEAF_TO_INTERRUPTS);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_FLAGS);
    command.add("-cp");
    command.add(installation.runner() + File.pathSeparator + RegistryInstallation.codeSource());
    command.add(ParentBoundMain.class.getName());
    command.add(installation.mainClass());
    return command;
  }
}
