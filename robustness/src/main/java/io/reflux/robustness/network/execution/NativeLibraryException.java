package io.reflux.robustness.network.execution;

/**
 * The native library in this build does not run on this machine. The message says why and how to
 * build one that does.
 */
public final class NativeLibraryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NativeLibraryException(String message) {
    super(message);
  }

  NativeLibraryException(String message, Throwable cause) {
    super(message, cause);
  }
}
