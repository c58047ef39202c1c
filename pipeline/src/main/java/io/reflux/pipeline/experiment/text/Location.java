package io.reflux.pipeline.experiment.text;

/**
 * A place in a text.
 *
 * @param line counted from 1
 * @param column counted from 1
 */
public record Location(int line, int column) {

  static final Location START = new Location(1, 1);
}
