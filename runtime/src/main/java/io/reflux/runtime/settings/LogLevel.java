package io.reflux.runtime.settings;

/** How much a service logs; the logging configuration reads the same variable on its own. */
public enum LogLevel {
  /** Failures that stop something. */
  ERROR,
  /** And what a person should look at. */
  WARN,
  /** And what the service does, a line for each job. */
  INFO,
  /** And the details that explain a problem. */
  DEBUG,
  /** And everything. */
  TRACE
}
