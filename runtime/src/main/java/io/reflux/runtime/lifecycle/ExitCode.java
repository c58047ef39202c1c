package io.reflux.runtime.lifecycle;

/** How a service's process ends. */
public enum ExitCode {
  /** It was told to stop and did. */
  CLEAN(0),
  /** A part failed, or did not close in time. */
  FAILURE(1),
  /** The configuration is wrong; nothing was started. */
  CONFIGURATION(2);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  /** The status that the process exits with. */
  public int status() {
    return status;
  }
}
