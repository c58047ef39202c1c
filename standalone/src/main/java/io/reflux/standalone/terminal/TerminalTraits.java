package io.reflux.standalone.terminal;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * What the place that output goes to can do.
 *
 * @param live whether lines can be redrawn
 * @param unicode whether characters outside ASCII arrive as they are meant
 * @param columns width in characters
 */
public record TerminalTraits(boolean live, boolean unicode, int columns) {

  private static final int USUAL_COLUMNS = 80;
  private static final int FEWEST_COLUMNS = 40;

  /**
   * Reads the traits from the environment: {@code TERM} unset or {@code dumb} means no redrawing,
   * {@code COLUMNS} is the width, and the locale tells the encoding.
   *
   * @param interactive whether a person's terminal is at the other end
   */
  public static TerminalTraits of(boolean interactive, Map<String, String> environment) {
    String term = environment.getOrDefault("TERM", "dumb");
    return new TerminalTraits(
        interactive && !term.equals("dumb"), isUtf8(environment), columns(environment));
  }

  /** The display that fits. */
  public ProgressDisplay display(PrintStream out) {
    return live ? new LiveDisplay(out, this) : new PlainDisplay(out, System::nanoTime);
  }

  /** The encoding of everything that is printed. */
  public Charset charset() {
    return unicode ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
  }

  /** A text with the few characters outside ASCII that this program uses replaced if need be. */
  public String printable(String text) {
    return unicode ? text : text.replace('\u2013', '-');
  }

  String full() {
    return unicode ? "\u2588" : "#";
  }

  String empty() {
    return unicode ? "\u2591" : ".";
  }

  private static boolean isUtf8(Map<String, String> environment) {
    for (String variable : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String locale = environment.getOrDefault(variable, "");
      if (!locale.isEmpty()) {
        return locale.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8");
      }
    }
    return false;
  }

  private static int columns(Map<String, String> environment) {
    try {
      return Math.max(
          FEWEST_COLUMNS, Integer.parseInt(environment.getOrDefault("COLUMNS", "").strip()));
    } catch (NumberFormatException e) {
      return USUAL_COLUMNS;
    }
  }
}
