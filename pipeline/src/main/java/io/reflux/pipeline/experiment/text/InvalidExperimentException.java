package io.reflux.pipeline.experiment.text;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** Says that a text is no experiment; carries every mistake that was found in it. */
public final class InvalidExperimentException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  InvalidExperimentException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** A mistake that has no place in a text: a file that is not there, a preset of no such name. */
  public InvalidExperimentException(String message) {
    super(message);
    this.problems = List.of();
  }

  /** The mistakes, in the order of the text; empty if there was no text to read. */
  public List<Problem> problems() {
    return problems;
  }
}
