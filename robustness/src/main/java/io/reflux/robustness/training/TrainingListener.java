package io.reflux.robustness.training;

/** Is told how training goes on, and asked whether it should. */
public interface TrainingListener {

  /**
   * A batch is done.
   *
   * @param epoch counted from 0
   * @param samples images learned from in this epoch so far
   * @param total images of an epoch
   * @param loss mean loss of the epoch so far, nats
   */
  default void batchDone(int epoch, int samples, int total, double loss) {}

  /** An epoch is done; the state is enough to resume from. */
  default void epochDone(TrainingState state) {}

  /** Whether training should stop; asked after each batch. */
  default boolean cancelled() {
    return false;
  }

  /** Listens to nothing and never cancels. */
  static TrainingListener none() {
    return new TrainingListener() {};
  }
}
