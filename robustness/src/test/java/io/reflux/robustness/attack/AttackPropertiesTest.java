package io.reflux.robustness.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.search.AttackCancelledException;
import io.reflux.robustness.attack.search.AttackProgress;
import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.threat.Goal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every attack: one row here is one attack tested. */
class AttackPropertiesTest {

  private static final int FEATURES = 40;
  private static final int CLASSES = 5;
  private static final int SAMPLES = 8;
  private static final int FIRST_INDEX = 100;
  private static final int INDEX_STEP = 3;
  private static final DenseClassifier MODEL =
      DenseClassifier.twoLayers(5, FEATURES, 30, CLASSES, 6);
  private static final FloatMatrix IMAGES = images();
  private static final int[] LABELS = labels();
  private static final int[] INDICES = indices();

  /** One attack and goal to a row. */
  static Stream<AttackSpec> attacks() {
    return Stream.of(saliency(), gradients(), ensembles(), smallest(), blackBox())
        .flatMap(rows -> rows);
  }

  private static Stream<AttackSpec> blackBox() {
    return Stream.of(
            AttackSpec.of(AttackMode.SQUARE_LINF, 0.2).with("queries", 60),
            AttackSpec.of(AttackMode.SQUARE_L2, 1.5).with("queries", 80),
            AttackSpec.of(AttackMode.SPARSE, 8).with("queries", 60),
            AttackSpec.of(AttackMode.HOP_SKIP_JUMP, 3)
                .with("queries", 200)
                .with("gradientQueries", 20),
            AttackSpec.of(AttackMode.HOP_SKIP_JUMP, Double.POSITIVE_INFINITY)
                .with("queries", 90)
                .with("gradientQueries", 40),
            AttackSpec.of(AttackMode.NOISE_LINF, 0.5).with("tries", 60),
            AttackSpec.of(AttackMode.NOISE_L2, 2.5).with("tries", 60),
            AttackSpec.of(AttackMode.NOISE_L0, 16).with("tries", 60),
            AttackSpec.of(AttackMode.RANDOM_START_LINF, 0.6).with("tries", 60))
        .flatMap(spec -> spec.mode().traits().goals().stream().map(spec::withGoal));
  }

  private static Stream<AttackSpec> saliency() {
    return Stream.of(AttackMode.values())
        .filter(AttackMode::saliency)
        .flatMap(
            mode -> Stream.of(1.0, -1.0, 0.3).map(theta -> AttackSpec.of(mode.label(), theta, 12)))
        .flatMap(pairs -> Stream.of(pairs, pairs.with("featuresPerStep", 1)))
        .map(spec -> spec.mode().usesTemperature() ? spec.withTemperature(10) : spec);
  }

  private static Stream<AttackSpec> gradients() {
    Stream<AttackSpec> linf =
        Stream.of(
                AttackMode.FGSM,
                AttackMode.FGSM_F_FLOAT32,
                AttackMode.BIM,
                AttackMode.PGD_LINF,
                AttackMode.PGD_LINF_MARGIN,
                AttackMode.PGD_LINF_F_FLOAT32,
                AttackMode.PGD_LINF_SMALLEST,
                AttackMode.APGD_LINF_CE,
                AttackMode.APGD_LINF_DLR,
                AttackMode.APGD_LINF_T)
            .map(mode -> AttackSpec.of(mode, 0.12));
    Stream<AttackSpec> l2 =
        Stream.of(
                AttackMode.PGD_L2,
                AttackMode.APGD_L2_CE,
                AttackMode.APGD_L2_DLR,
                AttackMode.APGD_L2_T)
            .map(mode -> AttackSpec.of(mode, 0.6));
    return Stream.concat(linf, l2)
        .map(AttackPropertiesTest::thorough)
        .flatMap(AttackPropertiesTest::forEveryGoal);
  }

  private static Stream<AttackSpec> ensembles() {
    return Stream.of(
        thorough(AttackSpec.of(AttackMode.AUTO_LINF, 0.12)),
        thorough(AttackSpec.of(AttackMode.AUTO_L2, 0.6)));
  }

  /** Two restarts where there are any, so that rows are at different tries. */
  private static AttackSpec thorough(AttackSpec spec) {
    AttackSpec twice = spec.parameters().containsKey("restarts") ? spec.with("restarts", 2) : spec;
    return spec.parameters().containsKey("steps") ? twice.with("steps", 20) : twice;
  }

  private static Stream<AttackSpec> forEveryGoal(AttackSpec spec) {
    return spec.mode().traits().goals().stream().map(spec::withGoal);
  }

  private static Stream<AttackSpec> smallest() {
    AttackSpec l2 = shortened(AttackMode.CW_L2).with("searchSteps", 5).with("initialConstant", 0.1);
    AttackSpec linf = shortened(AttackMode.CW_LINF).with("learningRate", 0.05);
    return Stream.of(
        l2,
        l2.withBudget(1).withGoal(Goal.UNTARGETED),
        l2.with("confidence", 2),
        linf.withBudget(0.5),
        linf.withGoal(Goal.UNTARGETED),
        shortened(AttackMode.CW_L0),
        shortened(AttackMode.CW_L0).withBudget(6).withGoal(Goal.UNTARGETED),
        AttackSpec.of(AttackMode.DEEPFOOL, 1),
        shortened(AttackMode.DDN).withBudget(2),
        shortened(AttackMode.DDN).withGoal(Goal.UNTARGETED));
  }

  private static AttackSpec shortened(AttackMode mode) {
    return AttackSpec.of(mode, Double.POSITIVE_INFINITY).with("steps", 60);
  }

  @Test
  void every_mode_is_in_the_table_or_made_on_another_model() {
    assertThat(Stream.of(AttackMode.values()).filter(mode -> !mode.transfers()))
        .allMatch(mode -> attacks().anyMatch(spec -> spec.mode() == mode));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void it_finds_adversarial_samples_on_an_undefended_model(AttackSpec spec) {
    assertThat(run(spec)).filteredOn(AttackOutcome::success).hasSizeGreaterThan(3);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void pixels_stay_in_bounds_and_the_budget_is_kept(AttackSpec spec) {
    List<AttackOutcome> outcomes = run(spec);

    assertThat(adversarial(outcomes).values()).doesNotContain(Float.NaN);
    for (float pixel : adversarial(outcomes).values()) {
      assertThat(pixel).isBetween(0f, 1f);
    }
    assertThat(outcomes)
        .allMatch(
            outcome ->
                spec.boundary()
                    .admits(spec.boundary().norm().of(outcome.l0(), outcome.l2(), outcome.linf())));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void success_is_what_a_fresh_forward_pass_says(AttackSpec spec) {
    List<AttackOutcome> outcomes = run(spec);
    FloatMatrix logits = MODEL.logits(adversarial(outcomes));

    for (int row = 0; row < outcomes.size(); row++) {
      AttackOutcome outcome = outcomes.get(row);
      boolean said = logits.argMax(row) == outcome.target();
      assertThat(outcome.success()).isEqualTo(outcome.untargeted() ? !said : said);
      assertThat(outcome.adversarialClass()).isEqualTo(logits.argMax(row));
      assertThat(outcome.success()).isEqualTo(outcome.endReason() == EndReason.SUCCESS);
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void a_budget_of_zero_returns_the_input(AttackSpec spec) {
    AttackSpec none = spec.withBudget(0);

    assertThat(run(none))
        .allMatch(
            outcome -> outcome.perturbation().size() == 0 && outcome.effort().iterations() == 0)
        .allMatch(outcome -> outcome.success() || outcome.endReason() == EndReason.BUDGET);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void the_same_attack_twice_gives_the_same_outcomes(AttackSpec spec) {
    assertThat(run(spec)).isEqualTo(run(spec));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void a_row_alone_ends_as_in_the_batch(AttackSpec spec) {
    List<AttackOutcome> outcomes = run(spec);

    AttackBatch batch = batch(spec);
    for (int row = 0; row < batch.rows(); row++) {
      assertThat(Attack.of(spec).run(MODEL, batch.select(new int[] {row})).outcomes())
          .containsExactly(outcomes.get(row));
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void outcomes_come_in_the_order_of_the_batch(AttackSpec spec) {
    List<AttackOutcome> outcomes = run(spec);

    AttackBatch batch = batch(spec);
    assertThat(outcomes.stream().mapToInt(AttackOutcome::target).toArray())
        .isEqualTo(batch.targets());
    for (int row = 0; row < batch.rows(); row++) {
      assertThat(outcomes.get(row).sample()).isEqualTo(batch.sample(row));
      assertThat(outcomes.get(row).source()).isEqualTo(batch.source(row));
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void the_input_is_not_written_to(AttackSpec spec) {
    float[] before = IMAGES.values().clone();

    run(spec);

    assertThat(IMAGES.values()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void a_cancelled_attack_ends_with_an_exception(AttackSpec spec) {
    AttackProgress impatient =
        new AttackProgress() {
          @Override
          public void rowsFinished(int finished, int total) {}

          @Override
          public boolean cancelled() {
            return true;
          }
        };

    assertThatThrownBy(() -> Attack.of(spec).run(MODEL, batch(spec), impatient))
        .isInstanceOf(AttackCancelledException.class);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void the_effort_is_counted(AttackSpec spec) {
    assertThat(run(spec))
        .allMatch(outcome -> outcome.repeatable())
        .anyMatch(outcome -> outcome.effort().queries() > 0);
  }

  private static List<AttackOutcome> run(AttackSpec spec) {
    return Attack.of(spec).run(MODEL, batch(spec)).outcomes();
  }

  private static FloatMatrix adversarial(List<AttackOutcome> outcomes) {
    FloatMatrix adversarial = FloatMatrix.zeros(outcomes.size(), FEATURES);
    for (int row = 0; row < outcomes.size(); row++) {
      AttackOutcome outcome = outcomes.get(row);
      float[] original = IMAGES.row((outcome.sample() - FIRST_INDEX) / INDEX_STEP);
      float[] sample = outcome.perturbation().addTo(original);
      System.arraycopy(sample, 0, adversarial.values(), row * FEATURES, FEATURES);
    }
    return adversarial;
  }

  private static AttackBatch batch(AttackSpec spec) {
    return AttackBatch.of(spec.goal(), IMAGES, INDICES, LABELS, CLASSES);
  }

  private static FloatMatrix images() {
    Random random = new Random(11);
    FloatMatrix images = FloatMatrix.zeros(SAMPLES, FEATURES);
    for (int i = 0; i < images.values().length; i++) {
      float pixel = random.nextInt(256) / 255f;
      images.values()[i] = random.nextInt(4) == 0 ? Math.round(pixel) : pixel;
    }
    return images;
  }

  private static int[] labels() {
    FloatMatrix logits = MODEL.logits(IMAGES);
    int[] labels = new int[SAMPLES];
    Arrays.setAll(labels, logits::argMax);
    return labels;
  }

  private static int[] indices() {
    int[] indices = new int[SAMPLES];
    Arrays.setAll(indices, i -> FIRST_INDEX + INDEX_STEP * i);
    return indices;
  }
}
