package io.reflux.robustness.checkpoint;

/** Bytes that are not a checkpoint, or not the one that was written. */
public final class CheckpointCorruptedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CheckpointCorruptedException(String message) {
    super(message);
  }
}
