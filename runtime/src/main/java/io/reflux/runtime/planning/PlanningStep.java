package io.reflux.runtime.planning;

/**
 * What a planner does with one kind of event. A pure function of the event and the stores: it sends
 * what follows from them and keeps nothing of its own.
 *
 * @param <V> record class of the events
 */
@FunctionalInterface
public interface PlanningStep<V> {

  /**
   * Handles one event.
   *
   * @throws IllegalArgumentException if the event is malformed; it goes to the dead letters and the
   *     planner goes on
   */
  void handle(V event, Planning planning);
}
