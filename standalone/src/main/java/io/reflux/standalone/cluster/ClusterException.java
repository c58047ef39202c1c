package io.reflux.standalone.cluster;

import java.io.Serial;

/** Says that a cluster cannot be worked with as it is: the message says why and what to do. */
public final class ClusterException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** An exception whose message is complete without a cause. */
  public ClusterException(String message) {
    super(message);
  }

  /** An exception that keeps what led to it, for the log. */
  public ClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
