package io.reflux.runtime.lifecycle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service made of parts: they start in the order in which they are given and close in reverse.
 *
 * <p>If a part cannot start, those before it are closed again. Closing never stops half-way: each
 * part is closed, and the problems are reported together at the end. A call of {@link #close} while
 * another thread is starting a part waits for that part, then closes all that has started.
 */
public final class Lifecycle implements Service {

  private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

  private final String name;
  private final List<Service> parts;
  private final Deque<Service> started = new ArrayDeque<>();
  private final Object transition = new Object();
  private volatile State state = State.LATENT;

  private enum State {
    LATENT,
    STARTING,
    RUNNING,
    CLOSED
  }

  /**
   * A service that is made of parts.
   *
   * @param name what log lines call it
   * @param parts in the order in which they start
   */
  public Lifecycle(String name, List<Service> parts) {
    this.name = name;
    this.parts = List.copyOf(parts);
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * Starts every part in order. Does nothing more once the service has been closed.
   *
   * @throws IllegalStateException if it was started before
   * @throws RuntimeException what the first part that could not start has thrown
   */
  @Override
  public void start(FailureListener failures) {
    synchronized (transition) {
      if (state == State.STARTING || state == State.RUNNING) {
        throw new IllegalStateException(name + " can be started once");
      }
      advance(State.LATENT, State.STARTING);
    }
    try {
      parts.forEach(part -> startPart(part, failures));
    } catch (RuntimeException | Error e) {
      closeAfter(e);
      throw e;
    }
    synchronized (transition) {
      advance(State.STARTING, State.RUNNING);
    }
  }

  /**
   * Closes every started part in reverse order; further calls do nothing.
   *
   * @throws ServiceFailedException if parts did not close, after the others have been closed
   */
  @Override
  public void close() {
    List<RuntimeException> problems = new ArrayList<>();
    synchronized (transition) {
      state = State.CLOSED;
      while (!started.isEmpty()) {
        closePart(started.pop(), problems);
      }
    }
    if (!problems.isEmpty()) {
      ServiceFailedException failure =
          new ServiceFailedException(name + " did not close cleanly", problems.get(0));
      problems.stream().skip(1).forEach(failure::addSuppressed);
      throw failure;
    }
  }

  /** That all parts have started, then the checks of the parts in order. */
  @Override
  public List<HealthCheck> healthChecks() {
    List<HealthCheck> checks = new ArrayList<>();
    checks.add(new HealthCheck(name, this::notRunning));
    parts.forEach(part -> checks.addAll(part.healthChecks()));
    return List.copyOf(checks);
  }

  private void startPart(Service part, FailureListener failures) {
    synchronized (transition) {
      if (state == State.STARTING) {
        started.push(part);
        part.start(failures);
        LOG.info("started {}", part.name());
      }
    }
  }

  private void closeAfter(Throwable failure) {
    try {
      close();
    } catch (ServiceFailedException e) {
      failure.addSuppressed(e);
    }
  }

  private void advance(State from, State to) {
    if (state == from) {
      state = to;
    }
  }

  private Optional<String> notRunning() {
    return state == State.RUNNING
        ? Optional.empty()
        : Optional.of("is " + state.name().toLowerCase(Locale.ROOT));
  }

  private static void closePart(Service part, List<RuntimeException> problems) {
    try {
      part.close();
      LOG.info("closed {}", part.name());
    } catch (RuntimeException e) {
      LOG.warn("{} did not close cleanly: {}", part.name(), e.toString());
      problems.add(e);
    }
  }
}
