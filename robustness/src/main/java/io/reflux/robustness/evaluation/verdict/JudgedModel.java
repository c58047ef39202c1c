package io.reflux.robustness.evaluation.verdict;

/**
 * A model of an experiment with the judgement on it.
 *
 * @param name how evidence calls it, such as {@code the student at T = 20}
 * @param role its part in the experiment
 * @param judgement what its attacks say
 */
public record JudgedModel(String name, Role role, Judgement judgement) {

  /** A model's part in an experiment, the one the experiment is about first. */
  public enum Role {
    /** Made elsewhere: what somebody brought to be judged. */
    EXTERNAL,
    /** Trained on soft labels: the defended model. */
    STUDENT,
    /** Trained at a temperature on hard labels. */
    TEACHER,
    /** Trained at T = 1 on hard labels: undefended. */
    BASELINE
  }
}
