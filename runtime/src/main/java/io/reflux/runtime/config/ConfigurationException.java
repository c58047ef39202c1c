package io.reflux.runtime.config;

import java.util.List;

/** The configuration is wrong: carries every problem found, each naming its key. */
public final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /**
   * Lists problems.
   *
   * @param problems at least one sentence, each of which names what is wrong and what to do
   */
  public ConfigurationException(List<String> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** The problems, in the order of the catalogue, then unknown keys. */
  public List<String> problems() {
    return problems;
  }

  private static String message(List<String> problems) {
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("problems must not be empty");
    }
    String heading =
        problems.size() == 1
            ? "1 problem in the configuration:"
            : problems.size() + " problems in the configuration:";
    return heading + "\n  " + String.join("\n  ", problems);
  }
}
