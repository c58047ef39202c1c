package io.reflux.evaluator.reporting;

import io.reflux.evaluator.scoring.AttackSetup;
import io.reflux.evaluator.scoring.AttackStanding;
import io.reflux.evaluator.scoring.ScoreUpdate;
import io.reflux.robustness.evaluation.AttackScore;
import io.reflux.robustness.evaluation.RobustnessMetric;
import io.reflux.robustness.evaluation.SampleCells;
import io.reflux.robustness.evaluation.published.PublishedNumber;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.schemas.avro.EventMeta;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.GradientHistogram;
import io.reflux.schemas.avro.PlannedAttack;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.topic.ScoreKey;
import io.reflux.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a standing down as a score of an experiment. */
final class ScoreMessages {

  private final EventMetas metas;
  private final PaperNumbers paper;

  ScoreMessages(EventMetas metas, PaperNumbers paper) {
    this.metas = metas;
    this.paper = paper;
  }

  RobustnessScore score(
      PlannedWork work, PlannedModel model, PlannedAttack attack, ScoreUpdate update) {
    ExperimentPlan plan = work.plan();
    RobustnessScore.Builder score =
        RobustnessScore.newBuilder()
            .setMeta(meta(plan, model, attack, update))
            .setExperimentId(plan.getExperimentId())
            .setModelId(model.getModelId())
            .setRole(model.getRole())
            .setTemperature(model.getTemperature())
            .setAttackId(attack.getAttackId())
            .setMode(attack.getMode())
            .setTheta(attack.getTheta())
            .setMaxFeatures(attack.getMaxFeatures())
            .setPublished(
                paper
                    .successRate(plan.getDataset().getName(), model, attack)
                    .map(PublishedNumber::value)
                    .orElse(null));
    fillRates(score, update.standing());
    update.standing().setup().ifPresent(setup -> fillSetup(score, setup, update.standing()));
    fillRobustness(score, update.standing(), plan.getTargetsPerSample());
    ThreatFields.fill(score, attack, update);
    score.setPerSample(
        update.rows().map(rows -> ByteBuffer.wrap(SampleCells.encode(rows.cells()))).orElse(null));
    return score.build();
  }

  private EventMeta meta(
      ExperimentPlan plan, PlannedModel model, PlannedAttack attack, ScoreUpdate update) {
    AttackScore rates = update.standing().score();
    return metas.derive(
        plan.getExperimentId(),
        update.asOf(),
        Topics.ROBUSTNESS_SCORES.name(),
        new ScoreKey(plan.getExperimentId(), model.getModelId(), attack.getAttackId()).text(),
        rates.attempted() + " " + rates.successes());
  }

  private static void fillRates(RobustnessScore.Builder score, AttackStanding standing) {
    AttackScore rates = standing.score();
    score.setAttempted(rates.attempted());
    score.setComplete(standing.complete());
    score.setSuccesses(rates.successes());
    score.setSuccessRate(rates.successRate().orElse(0));
    score.setWilsonLow(rates.interval().low());
    score.setWilsonHigh(rates.interval().high());
    score.setMeanL0(boxed(rates.meanL0()));
    score.setMeanL2(boxed(rates.meanL2()));
    score.setMeanLinf(boxed(rates.meanLinf()));
    Map<String, Long> reasons = new TreeMap<>();
    standing.outcomes().endReasons().forEach((reason, count) -> reasons.put(reason.name(), count));
    reasons.values().removeIf(count -> count == 0);
    score.setReasons(reasons);
    score.setGradientHistogram(histogram(standing.outcomes().gradients()).orElse(null));
  }

  private static void fillSetup(
      RobustnessScore.Builder score, AttackSetup setup, AttackStanding standing) {
    score.setExpected(setup.expectedOutcomes());
    score.setMaxFeatures(setup.maxFeatures());
    score.setFeatures(setup.features());
    if (setup.countsFeatures()) {
      fillCounts(score, setup, standing);
    }
  }

  private static void fillCounts(
      RobustnessScore.Builder score, AttackSetup setup, AttackStanding standing) {
    score.setRobustnessCeiling(standing.samples().metric(1, setup).ceiling());
    List<Long> counts = new ArrayList<>(Collections.nCopies(setup.maxFeatures() + 1, 0L));
    standing
        .successesByL0()
        .entries()
        .forEach(entry -> counts.set(entry.features(), entry.successes()));
    score.setSuccessesByL0(counts);
  }

  private static void fillRobustness(
      RobustnessScore.Builder score, AttackStanding standing, int targetsPerSample) {
    Optional<RobustnessMetric> metric = standing.metric(targetsPerSample);
    score.setRobustness(boxed(metric.map(RobustnessMetric::value).orElse(OptionalDouble.empty())));
    score.setCensoredSamples(standing.samples().censored());
    score.setSamplesSeen(standing.samples().seen());
  }

  private static Optional<GradientHistogram> histogram(
      io.reflux.robustness.evaluation.GradientHistogram histogram) {
    return histogram.samples() == 0
        ? Optional.empty()
        : Optional.of(
            GradientHistogram.newBuilder()
                .setCounts(histogram.counts())
                .setFloat32Zeros(histogram.float32Zeros())
                .build());
  }

  private static @Nullable Double boxed(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }
}
