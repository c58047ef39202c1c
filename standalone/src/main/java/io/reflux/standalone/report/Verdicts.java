package io.reflux.standalone.report;

import io.reflux.schemas.avro.Verdict;

/** Verdicts in words that need no glossary. */
public final class Verdicts {

  private Verdicts() {}

  /** The verdict as a headline. */
  public static String headline(Verdict verdict) {
    return switch (verdict) {
      case GRADIENT_MASKING -> "Gradient masking, not robustness";
      case NOT_ROBUST -> "Not robust";
      case ROBUST -> "Resisted every attack that was run";
      case INCONCLUSIVE -> "Inconclusive";
      case UNKNOWN -> "No verdict";
    };
  }

  /** What the verdict means, one sentence. */
  public static String meaning(Verdict verdict) {
    return switch (verdict) {
      case GRADIENT_MASKING ->
          "An attack by gradients mostly fails, but another attack within the same limit succeeds:"
              + " the defence hides the gradient and leaves the weakness where it was.";
      case NOT_ROBUST -> "Some attack succeeds on a notable share of the images.";
      case ROBUST ->
          "No attack succeeded on a notable share of the images, with gradients or without. That is"
              + " no proof: a stronger attack may exist.";
      case INCONCLUSIVE -> "Too few outcomes, or too few kinds of attack, to tell.";
      case UNKNOWN -> "The experiment ended before there was enough to judge.";
    };
  }
}
