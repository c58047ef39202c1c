package io.reflux.robustness.network.execution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ND4J's native library as the build chose it. A wrong one does not fail in a way that explains
 * itself: another platform's is an error in a static initialiser, and instructions that the
 * processor lacks kill the JVM. So it is compared with the machine before it is loaded.
 *
 * @param backend ND4J's artifact, such as {@code nd4j-native}
 * @param classifier which of its libraries, such as {@code linux-x86_64-onednn-avx2}
 */
record NativeLibrary(String backend, String classifier) {

  private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);

  private static final String RESOURCE = "native-library.properties";
  private static final String PROCESSOR_BACKEND = "nd4j-native";

  /** The library of this build. */
  static NativeLibrary built() {
    Properties properties = new Properties();
    try (InputStream resource = NativeLibrary.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException(RESOURCE + " is not on the class path");
      }
      properties.load(resource);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE + " from the class path", e);
    }
    return new NativeLibrary(
        properties.getProperty("backend", ""), properties.getProperty("classifier", ""));
  }

  /**
   * Loads the library, once per process.
   *
   * @throws NativeLibraryException if it does not fit the machine, or is not there
   */
  void load() {
    misfit(Machine.here())
        .ifPresent(
            problem -> {
              throw new NativeLibraryException(problem);
            });
    try {
      Nd4j.getEnvironment();
    } catch (LinkageError | RuntimeException e) {
      throw new NativeLibraryException(
          "cannot load the native library %s %s: %s; build again with: mvn clean package"
              .formatted(backend, classifier, root(e).getMessage()),
          e);
    }
    if (!keepsRowsApart()) {
      LOG.warn(
          "the native library {} is without oneDNN: the last digits of a row may depend on the"
              + " others in its batch, and outcomes on how samples are batched",
          classifier);
    }
  }

  /** Whether a row has the same results whatever rows share its batch, which oneDNN gives. */
  boolean keepsRowsApart() {
    return classifier.contains("-onednn");
  }

  /** Why the library cannot run on a machine, and what to do. */
  Optional<String> misfit(Machine machine) {
    if (!backend.equals(PROCESSOR_BACKEND)) {
      return Optional.of(
          "this build has the backend %s, on which networks have never been run; "
                  .formatted(backend)
              + "build for the processor: mvn clean package");
    }
    String platform = machine.platform();
    if (!classifier.equals(platform) && !classifier.startsWith(platform + "-")) {
      return Optional.of(
          "this build has the native library for %s, but this machine is %s; "
                  .formatted(classifier, platform)
              + "build for it: mvn clean package -Djavacpp.platform=%s -Dnd4j.extension=%s"
                  .formatted(platform, platform.endsWith("-x86_64") ? "-onednn-avx2" : ""));
    }
    if (classifier.endsWith("-avx2") && !machine.avx2()) {
      return Optional.of(
          "this build has the native library %s, but this processor has no AVX2; "
                  .formatted(classifier)
              + "build without it: mvn clean package -P no-avx2");
    }
    return Optional.empty();
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
