package io.reflux.robustness.attack.spec;

import static io.reflux.robustness.attack.spec.AttackTraits.bounded;
import static io.reflux.robustness.attack.spec.AttackTraits.chance;
import static io.reflux.robustness.attack.spec.AttackTraits.saliencyMap;
import static io.reflux.robustness.attack.spec.AttackTraits.smallest;
import static io.reflux.robustness.attack.spec.ParameterLists.APGD;
import static io.reflux.robustness.attack.spec.ParameterLists.APGD_TARGETS;
import static io.reflux.robustness.attack.spec.ParameterLists.AUTO;
import static io.reflux.robustness.attack.spec.ParameterLists.BISECTION;
import static io.reflux.robustness.attack.spec.ParameterLists.BOUNDARY_WALK;
import static io.reflux.robustness.attack.spec.ParameterLists.CW_L0_SEARCH;
import static io.reflux.robustness.attack.spec.ParameterLists.CW_L2_SEARCH;
import static io.reflux.robustness.attack.spec.ParameterLists.CW_LINF_SEARCH;
import static io.reflux.robustness.attack.spec.ParameterLists.DDN_STEPS;
import static io.reflux.robustness.attack.spec.ParameterLists.DEEPFOOL_STEPS;
import static io.reflux.robustness.attack.spec.ParameterLists.JSMA;
import static io.reflux.robustness.attack.spec.ParameterLists.JSMA_AT_T;
import static io.reflux.robustness.attack.spec.ParameterLists.NOISE;
import static io.reflux.robustness.attack.spec.ParameterLists.PGD;
import static io.reflux.robustness.attack.spec.ParameterLists.PGD_IN_L2;
import static io.reflux.robustness.attack.spec.ParameterLists.RANDOM_START;
import static io.reflux.robustness.attack.spec.ParameterLists.SPARSE_SEARCH;
import static io.reflux.robustness.attack.spec.ParameterLists.SQUARES_L2;
import static io.reflux.robustness.attack.spec.ParameterLists.SQUARES_LINF;
import static io.reflux.robustness.attack.spec.ParameterLists.STEPS;
import static io.reflux.robustness.threat.Norm.L0;
import static io.reflux.robustness.threat.Norm.L2;
import static io.reflux.robustness.threat.Norm.LINF;

import io.reflux.robustness.threat.Goal;
import io.reflux.robustness.threat.Knowledge;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The catalogue of attacks: what each computes, under the name by which requests, jobs and reports
 * know it. A name says what is differentiated: {@code f} is softmax, {@code z} the logits, {@code
 * float32} a computation that loses what that number type cannot hold.
 */
public enum AttackMode {
  /**
   * The distillation paper's attack: softmax at T = 1 in float32, two products an iteration. On
   * saturated models it ends with an empty map or a zero gradient.
   */
  JSMA_F_FLOAT32("jsma-f-float32", saliencyMap().throughProbabilities(), JSMA),
  /** The same from all rows of the Jacobian, summed in float32; one product per class. */
  JSMA_F_FLOAT32_JACOBIAN("jsma-f-float32-jacobian", saliencyMap().throughProbabilities(), JSMA),
  /** The paper's attack with softmax, seeds and scores in double; two products. */
  JSMA_F_FLOAT64("jsma-f-float64", saliencyMap().throughProbabilities(), JSMA),
  /** The paper's attack in log space, exact whatever the logits; one product. */
  JSMA_F_LOG("jsma-f-log", saliencyMap(), JSMA),
  /** The exact attack on softmax(Z / T), T being the model's temperature; one product. */
  JSMA_T("jsma-t", saliencyMap(), JSMA_AT_T),
  /** The attack on the logits; two products. */
  JSMA_Z("jsma-z", saliencyMap(), JSMA),

  /** One step along the sign of the gradient (Goodfellow et al. 2014). */
  FGSM("fgsm", bounded(LINF).inOneStep(), List.of()),
  /** The same with the cross-entropy differentiated through probabilities in float32. */
  FGSM_F_FLOAT32("fgsm-f-float32", bounded(LINF).throughProbabilities().inOneStep(), List.of()),
  /** Many small steps from the original (Kurakin et al. 2016). */
  BIM("bim", bounded(LINF), STEPS),
  /** Projected gradient descent on the cross-entropy from random starts (Madry et al. 2017). */
  PGD_LINF("pgd-linf", bounded(LINF), PGD),
  /** The same on the difference of two logits (Carlini and Wagner's f6). */
  PGD_LINF_MARGIN("pgd-linf-margin", bounded(LINF), PGD),
  /** The same with the cross-entropy differentiated through probabilities in float32. */
  PGD_LINF_F_FLOAT32("pgd-linf-f-float32", bounded(LINF).throughProbabilities(), PGD),
  /** The smallest Linf budget at which projected gradient descent succeeds, by bisection. */
  PGD_LINF_SMALLEST("pgd-linf-smallest", smallest(LINF), BISECTION),
  /** Auto-PGD on the cross-entropy (Croce and Hein 2020). */
  APGD_LINF_CE("apgd-linf-ce", bounded(LINF), APGD),
  /** Auto-PGD on the difference-of-logits ratio. */
  APGD_LINF_DLR("apgd-linf-dlr", bounded(LINF).only(Goal.UNTARGETED), APGD),
  /** Auto-PGD on the targeted ratio, one likely class after the other. */
  APGD_LINF_T("apgd-linf-t", bounded(LINF).only(Goal.UNTARGETED), APGD_TARGETS),
  /** Carlini and Wagner's Linf attack (2017). */
  CW_LINF("cw-linf", smallest(LINF), CW_LINF_SEARCH),

  /** Projected gradient descent on the cross-entropy in an L2 ball. */
  PGD_L2("pgd-l2", bounded(L2), PGD_IN_L2),
  /** Auto-PGD on the cross-entropy. */
  APGD_L2_CE("apgd-l2-ce", bounded(L2), APGD),
  /** Auto-PGD on the difference-of-logits ratio. */
  APGD_L2_DLR("apgd-l2-dlr", bounded(L2).only(Goal.UNTARGETED), APGD),
  /** Auto-PGD on the targeted ratio, one likely class after the other. */
  APGD_L2_T("apgd-l2-t", bounded(L2).only(Goal.UNTARGETED), APGD_TARGETS),
  /** Carlini and Wagner's L2 attack (2017). */
  CW_L2("cw-l2", smallest(L2), CW_L2_SEARCH),
  /** Steps to the nearest linearised boundary (Moosavi-Dezfooli et al. 2016). */
  DEEPFOOL("deepfool", smallest(L2).only(Goal.UNTARGETED), DEEPFOOL_STEPS),
  /** Decoupled direction and norm (Rony et al. 2019). */
  DDN("ddn", smallest(L2), DDN_STEPS),

  /** Carlini and Wagner's L0 attack (2017): the L2 attack on ever fewer features. */
  CW_L0("cw-l0", smallest(L0), CW_L0_SEARCH),
  /** Random search over sets of features (Croce et al. 2022, "Sparse-RS"). */
  SPARSE("sparse-rs", bounded(L0).seeing(Knowledge.SCORE), SPARSE_SEARCH),

  /** Random search over squares (Andriushchenko et al. 2020). */
  SQUARE_LINF("square-linf", bounded(LINF).seeing(Knowledge.SCORE), SQUARES_LINF),
  /** Random search over bumps in an L2 ball (Andriushchenko et al. 2020). */
  SQUARE_L2("square-l2", bounded(L2).seeing(Knowledge.SCORE), SQUARES_L2),
  /** Walks along the boundary by decisions alone (Chen et al. 2020). */
  HOP_SKIP_JUMP(
      "hop-skip-jump",
      smallest(L2).seeing(Knowledge.DECISION).only(Goal.UNTARGETED),
      BOUNDARY_WALK),
  /** {@link #CW_L2} on another model, with confidence, carried over. */
  TRANSFER_CW_L2("transfer-cw-l2", smallest(L2).seeing(Knowledge.TRANSFER), CW_L2_SEARCH),
  /** {@link #PGD_LINF_MARGIN} on another model, carried over. */
  TRANSFER_PGD_LINF("transfer-pgd-linf", bounded(LINF).seeing(Knowledge.TRANSFER), PGD),
  /** Random points of the Linf ball: its inside and its corners in turn. */
  NOISE_LINF("noise-linf", chance(LINF), NOISE),
  /** Random points on the L2 sphere. */
  NOISE_L2("noise-l2", chance(L2), NOISE),
  /** Random features set to 0 or 1. */
  NOISE_L0("noise-l0", chance(L0), NOISE),
  /** The random starts of projected gradient descent without any step. */
  RANDOM_START_LINF("random-start-linf", chance(LINF), RANDOM_START),

  /** Several Linf attacks in turn, each on what the ones before did not break. */
  AUTO_LINF("auto-linf", bounded(LINF).only(Goal.UNTARGETED), AUTO),
  /** Several L2 attacks in turn, each on what the ones before did not break. */
  AUTO_L2("auto-l2", bounded(L2).only(Goal.UNTARGETED), AUTO);

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // records and List.of do not change
  private final AttackTraits traits;

  @SuppressWarnings("ImmutableEnumChecker") // records and List.of do not change
  private final List<AttackParameter> parameters;

  AttackMode(String label, AttackTraits traits, List<AttackParameter> parameters) {
    this.label = label;
    this.traits = traits;
    this.parameters = parameters;
  }

  /** The name in requests, jobs and reports, such as {@code jsma-f-log}. */
  public String label() {
    return label;
  }

  /** Norm, knowledge, promise and goals. */
  public AttackTraits traits() {
    return traits;
  }

  /** What it can be told, apart from goal and budget. */
  public List<AttackParameter> parameters() {
    return parameters;
  }

  /** Whether the mode needs a softmax temperature. */
  public boolean usesTemperature() {
    return parameters.equals(JSMA_AT_T);
  }

  /** Whether the mode is one of the saliency map attacks. */
  public boolean saliency() {
    return parameters.equals(JSMA) || parameters.equals(JSMA_AT_T);
  }

  /** Whether its gradients are lost where probabilities underflow or round to 1. */
  public boolean limitedByNumberType() {
    return traits.arithmetic() == AttackTraits.Arithmetic.LIMITED_BY_NUMBER_TYPE;
  }

  /** Whether the mode is several attacks in turn, of which one needs no gradient. */
  public boolean ensemble() {
    return parameters.equals(AUTO);
  }

  /** Whether the mode is made on another model than the one attacked. */
  public boolean transfers() {
    return traits.knowledge() == Knowledge.TRANSFER;
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

  private static String labels() {
    return Arrays.stream(values()).map(AttackMode::label).collect(Collectors.joining(", "));
  }
}
