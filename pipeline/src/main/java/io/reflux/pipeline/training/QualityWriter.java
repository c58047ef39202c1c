package io.reflux.pipeline.training;

import io.reflux.robustness.evaluation.quality.LogitStatistics;
import io.reflux.robustness.evaluation.quality.ModelQuality;
import io.reflux.schemas.avro.GradientHistogram;
import io.reflux.schemas.avro.LogitGap;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Writes what was measured of a finished model. */
final class QualityWriter {

  private QualityWriter() {}

  static io.reflux.schemas.avro.ModelQuality of(ModelQuality quality) {
    LogitStatistics.Quantiles gaps = quality.logits().gaps();
    return io.reflux.schemas.avro.ModelQuality.newBuilder()
        .setTestSamples(quality.samples())
        .setTestAccuracy(quality.accuracy())
        .setTestAccuracyAtTemperature(quality.accuracy())
        .setTestLoss(testLoss(quality.softened()))
        .setMeanAbsoluteLogit(quality.logits().meanAbsolute())
        .setLogitGap(
            LogitGap.newBuilder()
                .setPercentile5(gaps.percent5())
                .setPercentile25(gaps.percent25())
                .setMedian(gaps.median())
                .setPercentile75(gaps.percent75())
                .setPercentile95(gaps.percent95())
                .build())
        .setCorrectTestSamples(ByteBuffer.wrap(quality.correct().toBytes()))
        .setGradientHistogram(
            GradientHistogram.newBuilder()
                .setCounts(quality.gradients().counts())
                .setAboveRange(quality.amplitudes().aboveRange())
                .setFloat32Zeros(quality.gradients().float32Zeros())
                .setMedianLog10Amplitude(
                    quality.amplitudes().medianLog10().stream().boxed().findFirst().orElse(null))
                .build())
        .build();
  }

  /** The contract's loss is that at T = 1; a model of another temperature has it unmeasured. */
  private static @Nullable Double testLoss(ModelQuality.SoftenedFit fit) {
    return fit.temperature() == 1 ? fit.crossEntropy() : null;
  }
}
