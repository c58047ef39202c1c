package io.reflux.runtime.lifecycle;

/** Frees something when its turn comes. */
record ClosingService(String name, Runnable closing) implements Service {

  @Override
  public void start(FailureListener failures) {}

  @Override
  public void close() {
    closing.run();
  }
}
