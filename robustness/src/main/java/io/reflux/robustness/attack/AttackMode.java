package io.reflux.robustness.attack;

import io.reflux.robustness.attack.saliency.SaliencyMap;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What an attack computes, under the name by which requests, jobs and reports know it. All of these
 * are the targeted Jacobian-based saliency map attack by pairs; they differ in the function whose
 * derivatives make the map and in the number type.
 */
public enum AttackMode {
  /**
   * The distillation paper's attack: softmax at T = 1 in float32, two products an iteration. On
   * saturated models it ends with an empty map or a zero gradient.
   */
  JSMA_F_FLOAT32("jsma-f-float32"),
  /** The same from all rows of the Jacobian, summed in float32; one product per class. */
  JSMA_F_FLOAT32_JACOBIAN("jsma-f-float32-jacobian"),
  /** The paper's attack with softmax, seeds and scores in double; two products. */
  JSMA_F_FLOAT64("jsma-f-float64"),
  /** The paper's attack in log space, exact whatever the logits; one product. */
  JSMA_F_LOG("jsma-f-log"),
  /** The exact attack on softmax(Z / T), T being the model's temperature; one product. */
  JSMA_T("jsma-t"),
  /** The attack on the logits; two products. */
  JSMA_Z("jsma-z");

  private final String label;

  AttackMode(String label) {
    this.label = label;
  }

  /** The name in requests, jobs and reports, such as {@code jsma-f-log}. */
  public String label() {
    return label;
  }

  /** Whether the mode needs a softmax temperature. */
  public boolean usesTemperature() {
    return this == JSMA_T;
  }

  /**
   * The mode of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  public static AttackMode parse(String label) {
    return Arrays.stream(values())
        .filter(mode -> mode.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown attack mode '%s'; known modes are %s".formatted(label, labels())));
  }

  SaliencyMap saliencyMap(double temperature) {
    return switch (this) {
      case JSMA_F_FLOAT32 -> SaliencyMap.probabilityFloat32();
      case JSMA_F_FLOAT32_JACOBIAN -> SaliencyMap.jacobianFloat32();
      case JSMA_F_FLOAT64 -> SaliencyMap.probabilityFloat64();
      case JSMA_F_LOG, JSMA_T -> SaliencyMap.logProbability(temperature);
      case JSMA_Z -> SaliencyMap.logit();
    };
  }

  private static String labels() {
    return Arrays.stream(values()).map(AttackMode::label).collect(Collectors.joining(", "));
  }
}
