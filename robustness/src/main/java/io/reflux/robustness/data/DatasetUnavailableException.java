package io.reflux.robustness.data;

/** A data set that is nowhere to be found; the message says where to put which files. */
public final class DatasetUnavailableException extends RuntimeException {

  /** Describes what is missing and what to do. */
  public DatasetUnavailableException(String message) {
    super(message);
  }
}
