package io.reflux.pipeline.settings;

import io.reflux.robustness.network.execution.Compute;
import io.reflux.robustness.network.execution.NativeLibraryException;
import io.reflux.runtime.config.ConfigKey;
import io.reflux.runtime.lifecycle.FailureListener;
import io.reflux.runtime.lifecycle.Service;
import io.reflux.runtime.lifecycle.ServiceFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processors of this process, and who computes on them. Services that do not ask for a number
 * of threads share one compute with a thread per processor, so that a process with three services
 * does not run three threads on each processor. Says at the start who computes with how many.
 *
 * <p>Processors are those that the process may use: a container's limit and an affinity count.
 */
public final class Processors implements Service {

  private static final Logger LOG = LoggerFactory.getLogger(Processors.class);
  private static final String NATIVE_THREADS = "OMP_NUM_THREADS";

  private final Map<String, String> environment;
  private final Consumer<String> teller;
  private final List<String> sharers = new ArrayList<>();
  private final List<String> owners = new ArrayList<>();
  private final List<Compute> computes = new ArrayList<>();
  private @Nullable Compute shared;

  /** The processors of a process whose start is told in the log. */
  public Processors(Map<String, String> environment) {
    this(environment, line -> {});
  }

  /**
   * The processors of a process.
   *
   * @param environment in which native code was told its number of threads
   * @param teller is told at the start, in one line, who computes with how many threads
   */
  public Processors(Map<String, String> environment, Consumer<String> teller) {
    this.environment = Map.copyOf(environment);
    this.teller = teller;
  }

  /** How many processors the process may use. */
  public static int available() {
    return Runtime.getRuntime().availableProcessors();
  }

  /**
   * What a service computes on; it ends with the processors and not with the service.
   *
   * @param user the service, a word for people
   * @param key from which the number of threads was read
   * @param threads 0 for the shared compute, else the threads of one for this service alone
   * @throws ServiceFailedException if the native library of this build does not fit the machine;
   *     the message names the build that does
   */
  public Compute compute(String user, ConfigKey<Integer> key, int threads) {
    if (threads > 0) {
      owners.add("%s with %d (%s)".formatted(user, threads, key.name()));
      return opened(threads);
    }
    sharers.add(user);
    Compute known = shared == null ? opened(available()) : shared;
    shared = known;
    return known;
  }

  /** Parts of a service that start after the processors they compute on. */
  public List<Service> before(List<Service> parts) {
    return Stream.concat(Stream.of(this), parts.stream()).toList();
  }

  /** Who computes with how many threads, in one line. */
  public String placement() {
    List<String> shares = new ArrayList<>();
    if (shared != null) {
      shares.add(
          "%s with %d, one per processor"
              .formatted(String.join(", ", sharers) + together(), shared.threads()));
    }
    shares.addAll(owners);
    int threads = computes.stream().mapToInt(Compute::threads).sum();
    return "computing threads: "
        + String.join("; ", shares)
        + (threads > available()
            ? "; %d threads on %d processors take time from each other"
                .formatted(threads, available())
            : "");
  }

  @Override
  public String name() {
    return "compute";
  }

  @Override
  public void start(FailureListener failures) {
    LOG.info("{}", placement());
    teller.accept(placement());
    nativeThreads().ifPresent(LOG::warn);
  }

  @Override
  public void close() {
    computes.forEach(Compute::close);
  }

  /** What to know of native threads, if the environment does not set them to one. */
  Optional<String> nativeThreads() {
    String value = environment.getOrDefault(NATIVE_THREADS, "");
    return value.equals("1")
        ? Optional.empty()
        : Optional.of(
            "%s is %s; each computing thread limits native code to one thread by itself, set it to 1 to be sure"
                .formatted(NATIVE_THREADS, value.isEmpty() ? "not set" : value));
  }

  private String together() {
    return sharers.size() > 1 ? " together" : "";
  }

  private Compute opened(int threads) {
    try {
      Compute compute = new Compute(threads);
      computes.add(compute);
      return compute;
    } catch (NativeLibraryException e) {
      throw new ServiceFailedException(String.valueOf(e.getMessage()), e);
    }
  }
}
