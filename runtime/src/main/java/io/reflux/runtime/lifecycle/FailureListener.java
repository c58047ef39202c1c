package io.reflux.runtime.lifecycle;

/** Is told that a running part of a service has failed for good. */
@FunctionalInterface
public interface FailureListener {

  /**
   * Takes note of a failure; returns at once and may be called from any thread.
   *
   * @param cause what happened
   */
  void failed(Throwable cause);
}
