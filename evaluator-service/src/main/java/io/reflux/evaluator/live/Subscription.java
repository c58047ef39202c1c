package io.reflux.evaluator.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What waits for one listener. Events are added by whoever changes the view and taken by the
 * listener's own thread. What the listener missed before it came waits in front, outside the bound.
 */
public final class Subscription implements AutoCloseable {

  private final Deque<LiveEvent> waiting;
  private final int room;
  private final Consumer<Subscription> leave;
  private boolean ended;

  Subscription(Collection<LiveEvent> missed, int room, Consumer<Subscription> leave) {
    this.waiting = new ArrayDeque<>(missed);
    this.room = missed.size() + room;
    this.leave = leave;
  }

  /**
   * The next event; waits for one.
   *
   * @param patience longest wait
   * @return empty if none came in time, or the subscription has ended
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public synchronized Optional<LiveEvent> next(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (waiting.isEmpty() && !ended) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return Optional.empty();
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return ended ? Optional.empty() : Optional.of(waiting.removeFirst());
  }

  /** Whether no event will come any more: the listener was too slow, left, or the log closed. */
  public synchronized boolean ended() {
    return ended;
  }

  /** Leaves; harmless when called again. */
  @Override
  public void close() {
    end();
    leave.accept(this);
  }

  /** Adds an event; false if there is no room, and then the subscription has ended. */
  synchronized boolean offer(LiveEvent event) {
    if (ended || waiting.size() >= room) {
      end();
      return false;
    }
    waiting.addLast(event);
    notifyAll();
    return true;
  }

  synchronized void end() {
    ended = true;
    waiting.clear();
    notifyAll();
  }
}
