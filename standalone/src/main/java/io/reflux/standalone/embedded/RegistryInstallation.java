package io.reflux.standalone.embedded;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The schema registry's program as Maven unpacked it: a directory with one runner jar and its
 * libraries.
 *
 * @param home the absolute directory
 * @param runner the jar whose manifest names the main class and the libraries
 * @param mainClass the class to start
 */
record RegistryInstallation(Path home, Path runner, String mainClass) {

  /** The system property that names the directory where it is not beside the program. */
  static final String PROPERTY = "reflux.registry";

  private static final String ADVICE =
      "; build it with: mvn -DskipTests package, or use a registry that runs already with"
          + " --bootstrap-servers and --schema-registry";

  /**
   * Finds the registry: where {@value #PROPERTY} says, else as {@code registry} in the build
   * directory that this class was loaded from.
   *
   * @throws EmbeddedPlatformException if there is none
   */
  static RegistryInstallation locate() {
    String configured = System.getProperty(PROPERTY);
    if (configured != null) {
      return in(Path.of(configured));
    }
    List<Path> candidates = List.of(resolveUp(1), resolveUp(2));
    return in(candidates.stream().filter(Files::isDirectory).findFirst().orElse(resolveUp(1)));
  }

  /**
   * Reads the installation in a directory.
   *
   * @throws EmbeddedPlatformException if there is no runner jar in it
   */
  static RegistryInstallation in(Path directory) {
    Path home = directory.toAbsolutePath().normalize();
    try (Stream<Path> files = Files.list(home)) {
      Path runner =
          files
              .filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
              .findFirst()
              .orElseThrow(
                  () -> new EmbeddedPlatformException("no schema registry in " + home + ADVICE));
      return new RegistryInstallation(home, runner, mainClassOf(runner));
    } catch (IOException e) {
      throw new EmbeddedPlatformException("no schema registry in " + home + ADVICE, e);
    }
  }

  /** The place this class was loaded from: a directory of classes or a jar. */
  static Path codeSource() {
    try {
      return Path.of(
          RegistryInstallation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path has no file system location", e);
    }
  }

  private static Path resolveUp(int levels) {
    Path directory = codeSource();
    for (int level = 0; level < levels; level++) {
      directory = directory.resolve("..");
    }
    return directory.normalize().resolve("registry");
  }

  private static String mainClassOf(Path runner) throws IOException {
    try (JarFile jar = new JarFile(runner.toFile())) {
      return jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
    }
  }
}
