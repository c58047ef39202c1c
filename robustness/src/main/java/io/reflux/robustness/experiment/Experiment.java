package io.reflux.robustness.experiment;

import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.data.KnownDataset;
import io.reflux.robustness.network.Architecture;
import io.reflux.robustness.training.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is asked for: an undefended baseline, a teacher and a student for each temperature, models
 * made elsewhere, and attacks on them (Papernot et al. 2016, sections III and V).
 *
 * <p>The teacher at T = 1 is the baseline itself. A student starts from the seed after its
 * teacher's, so that it does not begin where the teacher began.
 *
 * @param dataset the images to train and attack on
 * @param architecture the network of every model; the paper's students have their teacher's
 * @param recipe how every model is trained
 * @param lineup which models it has
 * @param attacks what is run on which models
 * @param attackSamples number of correctly classified test images to attack, at least 1
 */
public record Experiment(
    DatasetSpec dataset,
    Architecture architecture,
    TrainingRecipe recipe,
    Lineup lineup,
    List<AttackRequest> attacks,
    int attackSamples) {

  private static final int STUDENT_SEED_OFFSET = 1;

  /** Checks the values, and that the network fits the images where their shape is known. */
  public Experiment {
    attacks = List.copyOf(attacks);
    if (attackSamples < 1) {
      throw new IllegalArgumentException("attackSamples must be >= 1, was " + attackSamples);
    }
    int testImages = dataset.testSamples() > 0 ? dataset.testSamples() : testImages(dataset);
    if (attackSamples > testImages) {
      throw new IllegalArgumentException(
          "attackSamples must be at most the %d test images, was %d"
              .formatted(testImages, attackSamples));
    }
    if (lineup.trains()) {
      dataset.known().map(KnownDataset::shape).ifPresent(architecture::validate);
    }
    requireKnownTemperatures(lineup.temperatures(), attacks);
    if (!lineup.baseline()) {
      requireNoTransfer(attacks);
    }
  }

  /**
   * Every model that is trained once, parents before their children.
   *
   * @throws IllegalArgumentException if the data set's digest is neither given nor published, or a
   *     training value is out of range
   */
  public List<PlannedModel> models() {
    List<PlannedModel> models = new ArrayList<>();
    if (lineup.baseline()) {
      models.add(model(ModelRole.BASELINE, undefended(), Optional.empty()));
    }
    for (double temperature : lineup.temperatures()) {
      TrainingPlan plan = recipe.at(temperature, 0);
      PlannedModel teacher = model(ModelRole.TEACHER, plan, Optional.empty());
      if (!lineup.baseline() || !teacher.spec().equals(models.get(0).spec())) {
        models.add(teacher);
      }
      TrainingPlan studentPlan = recipe.at(temperature, STUDENT_SEED_OFFSET);
      models.add(model(ModelRole.STUDENT, studentPlan, Optional.of(teacher.spec().id())));
    }
    return List.copyOf(models);
  }

  /** Every model that was made elsewhere once. */
  public List<ExternalModel> externalModels() {
    return lineup.externals().stream().map(id -> new ExternalModel(id, dataset)).toList();
  }

  /** What each model that was made elsewhere faces. */
  public List<PlannedAttack> externalAttacks() {
    return facing(ModelRole.EXTERNAL, 1);
  }

  private PlannedModel model(ModelRole role, TrainingPlan plan, Optional<String> parent) {
    return new PlannedModel(
        role, new ModelSpec(dataset, architecture, plan, parent), facing(role, plan.temperature()));
  }

  private List<PlannedAttack> facing(ModelRole role, double temperature) {
    return attacks.stream()
        .filter(attack -> attack.covers(role, temperature))
        .map(attack -> new PlannedAttack(resolved(attack.spec()), attackSamples))
        .distinct()
        .toList();
  }

  /** What is made on another model is made on the baseline, by its id. */
  private AttackSpec resolved(AttackSpec spec) {
    if (!spec.mode().transfers()) {
      return spec;
    }
    ModelSpec baseline = new ModelSpec(dataset, architecture, undefended(), Optional.empty());
    return spec.withSurrogate(baseline.id());
  }

  private TrainingPlan undefended() {
    return recipe.at(1, 0);
  }

  private static int testImages(DatasetSpec dataset) {
    return dataset.known().map(KnownDataset::testSize).orElse(Integer.MAX_VALUE);
  }

  private static void requireNoTransfer(List<AttackRequest> attacks) {
    for (AttackRequest attack : attacks) {
      if (attack.spec().mode().transfers()) {
        throw new IllegalArgumentException(
            "baseline must be true for %s, which is made on it"
                .formatted(attack.spec().mode().label()));
      }
    }
  }

  private static void requireKnownTemperatures(
      List<Double> temperatures, List<AttackRequest> attacks) {
    for (AttackRequest attack : attacks) {
      if (!temperatures.containsAll(attack.temperatures())) {
        throw new IllegalArgumentException(
            "attack %s names the temperatures %s, but the experiment has %s"
                .formatted(attack.spec().mode().label(), attack.temperatures(), temperatures));
      }
    }
  }
}
