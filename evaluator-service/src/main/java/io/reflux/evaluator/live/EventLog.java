package io.reflux.evaluator.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The latest events, and who listens to new ones. Bounded in number and size: what does not fit any
 * more is forgotten, oldest first. A listener that comes back with the id of its last event gets
 * what it missed; if that has been forgotten, or is of another process, it gets a {@code reset}
 * event first, which says that it must read everything anew.
 *
 * <p>Adding never waits: a listener that does not keep up is dropped. Safe for several threads.
 */
public final class EventLog {

  /** Type of the event that tells a listener that it has missed something. */
  public static final String RESET = "reset";

  private static final String EMPTY = "{}";
  private static final char ID_SEPARATOR = '-';

  private final String run;
  private final Limits limits;
  private final Deque<LiveEvent> events = new ArrayDeque<>();
  private final Set<Subscription> listeners = new LinkedHashSet<>();
  private long next;
  private long kept;
  private boolean closed;

  /**
   * How much is kept.
   *
   * @param events most events in the log, at least 1
   * @param characters most characters of their data in the log, at least 1; the latest event is
   *     kept whatever its size
   * @param waiting most events that wait for one listener, at least 1
   */
  public record Limits(int events, long characters, int waiting) {

    /** Some minutes of a busy experiment; about 32 MB at the most. */
    public static Limits defaults() {
      return new Limits(10_000, 16L * 1024 * 1024, 2_000);
    }

    /** Checks the ranges. */
    public Limits {
      if (events < 1 || characters < 1 || waiting < 1) {
        throw new IllegalArgumentException(
            "limits must be 1 or more, were %d, %d and %d".formatted(events, characters, waiting));
      }
    }
  }

  /**
   * An empty log.
   *
   * @param run tells this process's events from those of others: letters and digits
   */
  public EventLog(String run, Limits limits) {
    this.run = run;
    this.limits = limits;
  }

  /** Adds an event and hands it to every listener. */
  public synchronized void add(String type, String data) {
    LiveEvent event = new LiveEvent(run + ID_SEPARATOR + next, type, data);
    next++;
    events.addLast(event);
    kept += event.size();
    while (events.size() > limits.events() || (kept > limits.characters() && events.size() > 1)) {
      kept -= events.removeFirst().size();
    }
    listeners.removeIf(listener -> !listener.offer(event));
  }

  /**
   * A new listener.
   *
   * @param lastEventId the last event that it had; empty if it has had none, then it gets what
   *     comes from now on
   * @return has ended already if the log is closed
   */
  public synchronized Subscription subscribe(Optional<String> lastEventId) {
    List<LiveEvent> missed = lastEventId.map(this::after).orElse(List.of());
    Subscription listener = new Subscription(missed, limits.waiting(), this::leave);
    if (closed) {
      listener.end();
    } else {
      listeners.add(listener);
    }
    return listener;
  }

  /** The number of listeners now. */
  public synchronized int listeners() {
    return listeners.size();
  }

  /** Ends every subscription, and takes no new ones. */
  public synchronized void close() {
    closed = true;
    listeners.forEach(Subscription::end);
    listeners.clear();
  }

  private synchronized void leave(Subscription listener) {
    listeners.remove(listener);
  }

  private List<LiveEvent> after(String lastEventId) {
    String newest = run + ID_SEPARATOR + (next - 1);
    if (lastEventId.equals(newest)) {
      return List.of();
    }
    List<LiveEvent> missed = new ArrayList<>(events);
    for (int i = events.size() - 1; i >= 0; i--) {
      if (missed.get(i).id().equals(lastEventId)) {
        return missed.subList(i + 1, missed.size());
      }
    }
    return List.of(new LiveEvent(newest, RESET, EMPTY));
  }
}
