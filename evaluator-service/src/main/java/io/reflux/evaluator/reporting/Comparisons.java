package io.reflux.evaluator.reporting;

import io.reflux.evaluator.scoring.ScoreUpdate;
import io.reflux.robustness.evaluation.RobustnessMetric;
import io.reflux.robustness.evaluation.published.PublishedNumber;
import io.reflux.schemas.avro.ModelQuality;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.PublishedComparison;
import io.reflux.schemas.topic.AttackKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Puts the paper's numbers beside ours, one model at a time. */
final class Comparisons {

  private static final String ACCURACY = "accuracy";
  private static final String SUCCESS_RATE = "success-rate";
  private static final String ROBUSTNESS = "robustness";

  private final PaperNumbers paper;
  private final PlannedWork work;

  Comparisons(PaperNumbers paper, PlannedWork work) {
    this.paper = paper;
    this.work = work;
  }

  /** What can be compared of a model, its complete attacks in the order given. */
  List<PublishedComparison> of(
      PlannedModel model, Optional<FinishedModel> finished, Map<AttackKey, ScoreUpdate> complete) {
    List<PublishedComparison> comparisons = new ArrayList<>();
    Optional<Double> accuracy =
        finished.flatMap(FinishedModel::quality).map(ModelQuality::getTestAccuracy);
    paper
        .accuracy(dataset(), model)
        .flatMap(
            published -> accuracy.map(ours -> comparison(ACCURACY, model, null, published, ours)))
        .ifPresent(comparisons::add);
    complete.forEach((key, score) -> comparisons.addAll(ofAttack(model, key, score)));
    return comparisons;
  }

  private List<PublishedComparison> ofAttack(PlannedModel model, AttackKey key, ScoreUpdate score) {
    List<PublishedComparison> comparisons = new ArrayList<>();
    String attackId = key.attackId();
    OptionalDouble rate = score.standing().score().successRate();
    if (rate.isPresent()) {
      paper
          .successRate(dataset(), model, work.attack(attackId))
          .map(number -> comparison(SUCCESS_RATE, model, attackId, number, rate.getAsDouble()))
          .ifPresent(comparisons::add);
    }
    OptionalDouble robustness =
        score
            .standing()
            .metric(work.plan().getTargetsPerSample())
            .map(RobustnessMetric::value)
            .orElse(OptionalDouble.empty());
    if (robustness.isPresent()) {
      paper
          .robustness(dataset(), model, work.attack(attackId))
          .map(number -> comparison(ROBUSTNESS, model, attackId, number, robustness.getAsDouble()))
          .ifPresent(comparisons::add);
    }
    return comparisons;
  }

  private String dataset() {
    return work.plan().getDataset().getName();
  }

  private static PublishedComparison comparison(
      String quantity,
      PlannedModel model,
      @Nullable String attackId,
      PublishedNumber published,
      double measured) {
    OptionalDouble temperature = published.distillationTemperature();
    return PublishedComparison.newBuilder()
        .setQuantity(quantity)
        .setModelId(model.getModelId())
        .setAttackId(attackId)
        .setTemperature(temperature.isPresent() ? temperature.getAsDouble() : null)
        .setPublished(published.value())
        .setMeasured(measured)
        .setSource(published.source() + (published.digitised() ? ", read off the figure" : ""))
        .build();
  }
}
