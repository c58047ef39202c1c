package io.reflux.standalone.report;

import io.reflux.schemas.avro.DatasetRef;
import io.reflux.schemas.avro.EventMeta;
import io.reflux.schemas.avro.LogitGap;
import io.reflux.schemas.avro.ModelQuality;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PublishedComparison;
import io.reflux.schemas.avro.ReportStatus;
import io.reflux.schemas.avro.ReportedModel;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.avro.Verdict;
import io.reflux.schemas.avro.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A small report with everything in it: three roles, two attacks, published numbers, warnings. */
final class SampleReport {

  private static final String FLOAT32 = "jsma-f-float32";
  private static final String LOG = "jsma-f-log";

  private SampleReport() {}

  /** The report; transport metadata differs by {@code eventId}. */
  static RobustnessReport with(String eventId) {
    return RobustnessReport.newBuilder()
        .setMeta(meta(eventId))
        .setExperimentId("e-1")
        .setName("Sample <experiment> & \"more\"")
        .setStatus(ReportStatus.COMPLETED)
        .setDataset(new DatasetRef("mnist", "d1", 0, 0))
        .setModels(
            List.of(
                model("m-b", ModelRole.BASELINE, 1, 0.9873, Verdict.NOT_ROBUST),
                model("m-t", ModelRole.TEACHER, 20, 0.9881, Verdict.INCONCLUSIVE),
                model("m-s5", ModelRole.STUDENT, 5, 0.9832, Verdict.GRADIENT_MASKING),
                model("m-s20", ModelRole.STUDENT, 20, 0.9863, Verdict.GRADIENT_MASKING)))
        .setScores(
            List.of(
                score("m-s20", ModelRole.STUDENT, 20, LOG, 724),
                score("m-s20", ModelRole.STUDENT, 20, FLOAT32, 6),
                score("m-s5", ModelRole.STUDENT, 5, FLOAT32, 221),
                score("m-s5", ModelRole.STUDENT, 5, LOG, 760),
                score("m-t", ModelRole.TEACHER, 20, FLOAT32, 0),
                score("m-b", ModelRole.BASELINE, 1, FLOAT32, 858)))
        .setVerdict(Verdict.GRADIENT_MASKING)
        .setVerdictEvidence("jsma-f-log reaches 80.4 % where jsma-f-float32 reaches 0.7 %.")
        .setWarnings(List.of(warning("m-s5", "zero-gradients"), warning("m-s20", "<script>")))
        .setComparison(
            List.of(
                published("success-rate", "m-b", null, 0.9589),
                published("success-rate", "m-s5", 5.0, 0.2467),
                published("success-rate", "m-s20", 20.0, 0.0134),
                published("robustness", "m-s20", 20.0, 0.138)))
        .build();
  }

  private static EventMeta meta(String eventId) {
    return EventMeta.newBuilder()
        .setEventId(eventId)
        .setProducedAt(Instant.EPOCH)
        .setCodeRevision("abc123")
        .build();
  }

  private static ReportedModel model(
      String id, ModelRole role, double temperature, double accuracy, Verdict verdict) {
    return ReportedModel.newBuilder()
        .setModelId(id)
        .setRole(role)
        .setTemperature(temperature)
        .setTrainingLoss(0.05)
        .setQuality(
            ModelQuality.newBuilder()
                .setTestSamples(10000)
                .setTestAccuracy(accuracy)
                .setMeanAbsoluteLogit(4.3 * temperature)
                .setLogitGap(new LogitGap(1.0, 2.0, 16 * temperature, 4.0, 5.0))
                .build())
        .setPublishedAccuracy(0.9905)
        .setWorstCasePairs(900)
        .setWorstCaseSuccess(0.9)
        .setVerdict(verdict)
        .build();
  }

  private static RobustnessScore score(
      String model, ModelRole role, double temperature, String mode, long successes) {
    double rate = successes / 900.0;
    return RobustnessScore.newBuilder()
        .setMeta(meta("s"))
        .setExperimentId("e-1")
        .setModelId(model)
        .setRole(role)
        .setTemperature(temperature)
        .setAttackId("a-" + mode)
        .setMode(mode)
        .setMaxFeatures(112)
        .setFeatures(784)
        .setAttempted(900)
        .setExpected(900)
        .setComplete(true)
        .setSuccesses(successes)
        .setSuccessRate(rate)
        .setWilsonLow(Math.max(0, rate - 0.02))
        .setWilsonHigh(Math.min(1, rate + 0.02))
        .setMeanL0(successes == 0 ? null : 39.5)
        .setReasons(Map.of("SUCCESS", successes, "ZERO_GRADIENT", 900 - successes))
        .setRobustness(0.1388)
        .setRobustnessCeiling(112 / 784.0)
        .setSamplesSeen(100)
        .setPublished(mode.equals(FLOAT32) ? 0.0134 : null)
        .build();
  }

  private static Warning warning(String model, String code) {
    return new Warning(
        code, model + "|a-" + FLOAT32, "The gradient is zero & hidden.", "881", "Use log.", "");
  }

  private static PublishedComparison published(
      String quantity,
      String model,
      @org.jspecify.annotations.Nullable Double temperature,
      double value) {
    return PublishedComparison.newBuilder()
        .setQuantity(quantity)
        .setModelId(model)
        .setAttackId("a-" + FLOAT32)
        .setTemperature(temperature)
        .setPublished(value)
        .setMeasured(0.5)
        .setSource("Fig. 7")
        .build();
  }
}
