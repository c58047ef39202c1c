package io.reflux.standalone.cli;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C end a command in order: the thread that works is interrupted, closes what it opened,
 * and only then does the process end. Between creation and {@link #close} the thread that created
 * it is the one.
 */
final class Interruption implements AutoCloseable {

  private static final long LONGEST_CLOSE_SECONDS = 60;

  private final Thread worker = Thread.currentThread();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interruptAndWait, "interruption");
  private volatile Optional<Integer> status = Optional.empty();

  /** Begins to listen. */
  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** From now on an interruption is the expected end and has this exit status. */
  void expected(int exitStatus) {
    status = Optional.of(exitStatus);
  }

  /** Stops to listen; everything is closed. */
  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the process is ending already, and the hook is what ends it
    }
  }

  private void interruptAndWait() {
    worker.interrupt();
    try {
      if (!closed.await(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("not everything was closed in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    status.ifPresent(Runtime.getRuntime()::halt);
  }
}
