package io.reflux.benchmarks.streaming;

import io.reflux.runtime.settings.ProcessingGuarantee;
import java.io.IOException;

/** A stream application whose outcomes per second are measured. */
interface Contestant {

  /** What it is, for the table. */
  String name();

  /** The consumer group, which is the streams application's id. */
  String group();

  /** Starts it without any state. */
  Running start(ProcessingGuarantee guarantee);

  /**
   * Checks what it wrote, and removes all traces; called after it was closed.
   *
   * @throws IllegalStateException if it did not do its work
   */
  void finish() throws IOException, InterruptedException;

  /** A started application. */
  interface Running extends AutoCloseable {

    /** Whether everything that it has to write is committed; may be asked often. */
    boolean done();

    @Override
    void close();
  }
}
