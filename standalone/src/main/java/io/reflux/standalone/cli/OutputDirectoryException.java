package io.reflux.standalone.cli;

import org.jspecify.annotations.Nullable;

/** A report could not be written where it is wanted. */
final class OutputDirectoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  OutputDirectoryException(String problem, @Nullable Throwable cause) {
    super("no report can be written: " + problem + "; choose another place with --out DIR", cause);
  }
}
