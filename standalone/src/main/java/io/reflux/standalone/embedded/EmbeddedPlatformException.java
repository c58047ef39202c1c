package io.reflux.standalone.embedded;

import java.io.Serial;

/**
 * Says that a part of the embedded platform cannot run on this machine as it is: a directory in
 * use, a program missing, a start that took too long. The message says what to do about it.
 */
public final class EmbeddedPlatformException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** An exception whose message is complete without a cause. */
  public EmbeddedPlatformException(String message) {
    super(message);
  }

  /** An exception that keeps what led to it, for the log. */
  public EmbeddedPlatformException(String message, Throwable cause) {
    super(message, cause);
  }
}
