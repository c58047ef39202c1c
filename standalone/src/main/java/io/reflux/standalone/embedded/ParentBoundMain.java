package io.reflux.standalone.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Runs another program's main class and ends the process when its standard input closes. The parent
 * holds the other end of that pipe, and the operating system closes it however the parent ends,
 * {@code kill -9} included, so nothing is left running behind it.
 *
 * <p>It runs in the child process, on the child's class path, and may use nothing but the JDK.
 */
final class ParentBoundMain {

  private static final long SHUTDOWN_MILLIS = 5_000;

  private ParentBoundMain() {}

  /**
   * Starts the main class named by the first argument with the other arguments.
   *
   * @throws ReflectiveOperationException if there is no such main class or its main method fails
   */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    Thread watch = new Thread(() -> exitAtEndOf(System.in), "parent-watch");
    watch.setDaemon(true);
    watch.start();
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
  }

  private static void exitAtEndOf(InputStream input) {
    try {
      input.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println("lost the parent process: " + e.getMessage());
    }
    haltAfterDeadline();
    System.exit(0);
  }

  /** Ends the process even if a shutdown hook hangs. */
  private static void haltAfterDeadline() {
    Thread halt =
        new Thread(
            () -> {
              try {
                Thread.sleep(SHUTDOWN_MILLIS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(1);
            },
            "shutdown-deadline");
    halt.setDaemon(true);
    halt.start();
  }
}
