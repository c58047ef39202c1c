package io.reflux.robustness.evaluation.broken;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.robustness.attack.Attack;
import io.reflux.robustness.attack.DenseClassifier;
import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.evaluation.verdict.Verdict;
import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.threat.Goal;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A suite of attacks against models that are known to be broken, each in one way, and against the
 * plain model that they are made of: what is wrong is warned of, and nothing else. The budgets
 * break the plain model on most images; with half of them the random L0 search beats the greedy
 * ones by more than a warning allows.
 */
class BrokenModelsTest {

  private static final int FEATURES = 64;
  private static final int CLASSES = 4;
  private static final int SAMPLES = 600;
  private static final int ATTACKED = 150;
  private static final double LINF = 0.12;
  private static final double L2 = 0.8;
  private static final int L0 = 10;

  private static final FloatMatrix IMAGES = images();
  private static final DenseClassifier PLAIN = plain(3);
  private static final int[] LABELS = labels(PLAIN);

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7})
  void a_plain_model_is_not_robust_and_nothing_is_warned_of(int seed) {
    DenseClassifier model = plain(seed);
    WholeEvaluation evaluation = evaluation(model, model, labels(model));

    assertThat(evaluation.codes()).isEmpty();
    assertThat(evaluation.judgement().verdict()).isEqualTo(Verdict.NOT_ROBUST);
  }

  @Test
  void saturated_logits_hide_the_gradient_of_probabilities() {
    WholeEvaluation evaluation = evaluation(BrokenModels.saturated(PLAIN, IMAGES, 200));

    assertThat(evaluation.codes())
        .containsExactlyInAnyOrder(
            "saturated-softmax", "attacks-disagree", "zero-gradients", "censored-metric");
    assertThat(evaluation.judgement().verdict()).isEqualTo(Verdict.GRADIENT_MASKING);
    assertThat(evaluation.judgement().evidence()).startsWith("jsma-f-float32 succeeds on ");
  }

  @Test
  void quantised_inputs_hide_every_gradient_but_not_the_weakness() {
    WholeEvaluation evaluation = evaluation(quantised());

    assertThat(evaluation.codes())
        .containsExactlyInAnyOrder(
            "zero-gradients",
            "attacks-disagree",
            "black-box-beats-white-box",
            "transfer-beats-white-box",
            "unbounded-attack-below-100",
            "censored-metric");
    assertThat(evaluation.judgement().verdict()).isEqualTo(Verdict.GRADIENT_MASKING);
  }

  @Test
  void quantised_inputs_are_found_out_without_any_naive_attack() {
    WholeEvaluation evaluation = new WholeEvaluation(quantised(), IMAGES, LABELS, ATTACKED);
    evaluation.with(attack(AttackSpec.of(AttackMode.BIM, LINF)));
    evaluation.with(attack(AttackSpec.of(AttackMode.SQUARE_LINF, LINF)));

    assertThat(evaluation.codes())
        .containsExactlyInAnyOrder("zero-gradients", "black-box-beats-white-box");
    assertThat(evaluation.judgement().verdict()).isEqualTo(Verdict.GRADIENT_MASKING);
    assertThat(evaluation.judgement().evidence())
        .startsWith("bim succeeds on 0.0 % (0 of 150")
        .endsWith("150 of 150 searches ended with a zero gradient");
  }

  @Test
  void noise_in_the_logits_misleads_every_attack() {
    WholeEvaluation evaluation = evaluation(BrokenModels.noisy(PLAIN, 0.5f));

    assertThat(evaluation.codes())
        .containsExactlyInAnyOrder("randomised-output", "unbounded-attack-below-100");
    assertThat(evaluation.judgement().verdict()).isEqualTo(Verdict.NOT_ROBUST);
  }

  @Test
  void a_constant_answer_is_no_robustness() {
    WholeEvaluation evaluation = evaluation(BrokenModels.constant(PLAIN));

    assertThat(evaluation.codes())
        .containsExactlyInAnyOrder(
            "inaccurate-model", "zero-gradients", "unbounded-attack-below-100", "censored-metric");
    assertThat(evaluation.judgement().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(evaluation.judgement().evidence())
        .isEqualTo(
            "no attack succeeds, but the model classifies only 24.5 % of the test images"
                + " correctly");
  }

  private static Classifier quantised() {
    return BrokenModels.quantised(PLAIN, 4);
  }

  /** The suite, and images made on the plain model. */
  private static WholeEvaluation evaluation(Classifier model) {
    return evaluation(model, PLAIN, LABELS);
  }

  private static WholeEvaluation evaluation(Classifier model, DenseClassifier plain, int[] labels) {
    WholeEvaluation evaluation = new WholeEvaluation(model, IMAGES, labels, ATTACKED);
    suite().map(BrokenModelsTest::attack).forEach(evaluation::with);
    AttackSpec transfer = AttackSpec.of(AttackMode.TRANSFER_PGD_LINF, LINF);
    return evaluation.with(Attack.of(transfer.withSurrogate("m-plain"), plain));
  }

  private static Stream<AttackSpec> suite() {
    Stream<AttackSpec> linf =
        Stream.of(
                AttackMode.FGSM,
                AttackMode.FGSM_F_FLOAT32,
                AttackMode.BIM,
                AttackMode.PGD_LINF,
                AttackMode.PGD_LINF_F_FLOAT32,
                AttackMode.PGD_LINF_MARGIN,
                AttackMode.APGD_LINF_CE,
                AttackMode.SQUARE_LINF,
                AttackMode.NOISE_LINF)
            .map(mode -> AttackSpec.of(mode, LINF));
    AttackSpec nearest = AttackSpec.of(AttackMode.CW_L2, Double.POSITIVE_INFINITY);
    Stream<AttackSpec> l2 =
        Stream.of(
            AttackSpec.of(AttackMode.PGD_L2, L2),
            AttackSpec.of(AttackMode.SQUARE_L2, L2),
            AttackSpec.of(AttackMode.DEEPFOOL, Double.POSITIVE_INFINITY).withGoal(Goal.UNTARGETED),
            AttackSpec.of(AttackMode.DDN, Double.POSITIVE_INFINITY).withGoal(Goal.UNTARGETED),
            nearest.with("initialConstant", 0.1).with("searchSteps", 5).withGoal(Goal.UNTARGETED));
    Stream<AttackSpec> l0 =
        Stream.of(
            AttackSpec.of("jsma-f-float32", 1, L0),
            AttackSpec.of("jsma-f-log", 1, L0),
            AttackSpec.of("jsma-z", 1, L0),
            AttackSpec.of(AttackMode.SPARSE, L0).withGoal(Goal.TARGETED));
    return Stream.of(linf, l2, l0).flatMap(specs -> specs);
  }

  /** The attack with as little work as it needs here. */
  private static Attack attack(AttackSpec spec) {
    int steps = spec.mode() == AttackMode.CW_L2 ? 200 : 40;
    AttackSpec shorter = limited(limited(spec, "steps", steps), "queries", 500);
    return Attack.of(limited(shorter, "tries", 100));
  }

  private static AttackSpec limited(AttackSpec spec, String parameter, int value) {
    return spec.parameters().containsKey(parameter) ? spec.with(parameter, value) : spec;
  }

  /** Mostly dark images, so that features can rise. */
  private static FloatMatrix images() {
    Random random = new Random(5);
    FloatMatrix images = FloatMatrix.zeros(SAMPLES, FEATURES);
    for (int i = 0; i < images.values().length; i++) {
      images.values()[i] = random.nextInt(random.nextInt(4) == 0 ? 256 : 64) / 255f;
    }
    return images;
  }

  /** Two layers whose classes come about equally often. */
  private static DenseClassifier plain(int seed) {
    DenseClassifier raw =
        DenseClassifier.twoLayers(seed, FEATURES, 48, CLASSES, 6).withBias(new float[CLASSES]);
    FloatMatrix logits = raw.logits(IMAGES);
    float[] bias = new float[CLASSES];
    for (int row = 0; row < SAMPLES; row++) {
      for (int k = 0; k < CLASSES; k++) {
        bias[k] -= logits.at(row, k) / SAMPLES;
      }
    }
    return raw.withBias(bias);
  }

  private static int[] labels(DenseClassifier model) {
    FloatMatrix logits = model.logits(IMAGES);
    int[] labels = new int[SAMPLES];
    Arrays.setAll(labels, logits::argMax);
    return labels;
  }
}
