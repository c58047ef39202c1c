package io.reflux.pipeline.experiment.text;

/**
 * One mistake in an experiment.
 *
 * @param source where the text came from, for example a file name
 * @param location where in the text it is
 * @param key the key it is about, as a path from the top, or empty if it is about the text itself
 * @param message what is wrong and what would be right
 */
public record Problem(String source, Location location, String key, String message) {

  /** The form that editors and terminals turn into a link: {@code source:line:column: ...}. */
  @Override
  public String toString() {
    String place = source + ":" + location.line() + ":" + location.column() + ": ";
    return key.isEmpty() ? place + message : place + key + ": " + message;
  }
}
