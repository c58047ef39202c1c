package io.reflux.standalone.cli;

/** What the process answers when it ends, for scripts. */
final class ExitStatus {

  /** What was asked for is done. */
  static final int OK = 0;

  /** The experiment failed or was withdrawn, or the program has a fault. */
  static final int FAILED = 1;

  /** The command line or the experiment is wrong; nothing was started. */
  static final int USAGE = 2;

  /** Something that is needed is not there: a broker, a directory, a data set, a port. */
  static final int ENVIRONMENT = 3;

  /** Ctrl-C, as shells have it. */
  static final int INTERRUPTED = 130;

  private ExitStatus() {}
}
