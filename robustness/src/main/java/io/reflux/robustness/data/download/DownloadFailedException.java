package io.reflux.robustness.data.download;

/** A file that no home could deliver; the message says what each of them answered. */
public final class DownloadFailedException extends Exception {

  /** Describes the failure of one file. */
  public DownloadFailedException(String message) {
    super(message);
  }
}
