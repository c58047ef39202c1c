package io.reflux.runtime.lifecycle;

import java.util.List;

/**
 * A part of a process that is started once and closed once: a work queue, a stream topology, an
 * HTTP server, or a whole service made of them.
 */
public interface Service extends AutoCloseable {

  /** A short name for log lines and health checks, such as {@code training-jobs queue}. */
  String name();

  /**
   * Starts, and returns when the part is running; work goes on in threads of its own.
   *
   * @param failures is told if the part fails after it has started; the whole service then stops
   * @throws ServiceFailedException if the part cannot start, with what to do about it
   */
  void start(FailureListener failures);

  /** Stops and frees everything; harmless before {@link #start} and when called again. */
  @Override
  void close();

  /** A part that has nothing to start and only frees something at the end. */
  static Service closing(String name, Runnable close) {
    return new ClosingService(name, close);
  }

  /** What decides whether this part is ready; nothing by default. */
  default List<HealthCheck> healthChecks() {
    return List.of();
  }
}
