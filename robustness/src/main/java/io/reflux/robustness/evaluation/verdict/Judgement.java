package io.reflux.robustness.evaluation.verdict;

/**
 * A verdict and what it rests on.
 *
 * @param verdict the verdict
 * @param evidence one sentence with the numbers that decided it
 */
public record Judgement(Verdict verdict, String evidence) {

  /** Checks that there is evidence. */
  public Judgement {
    if (evidence.isBlank()) {
      throw new IllegalArgumentException("evidence must not be blank");
    }
  }
}
