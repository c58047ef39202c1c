package io.reflux.evaluator.reporting;

import io.reflux.schemas.avro.ReportedModel;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.avro.ThreatModelResult;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Leaves out the tables per sample where a report would be too large with them. */
final class ReportSize {

  private ReportSize() {}

  /** The scores, without their tables per sample if these are too large together. */
  static List<RobustnessScore> scores(List<RobustnessScore> scores, long mostSampleBytes) {
    return bytes(scores.stream().map(RobustnessScore::getPerSample)) <= mostSampleBytes
        ? scores
        : scores.stream()
            .map(score -> RobustnessScore.newBuilder(score).setPerSample(null).build())
            .toList();
  }

  /** The models, without the tables of their threat models if these are too large together. */
  static List<ReportedModel> models(List<ReportedModel> models, long mostSampleBytes) {
    Stream<Optional<ByteBuffer>> tables =
        models.stream()
            .flatMap(model -> model.getThreatModels().stream())
            .map(ThreatModelResult::getPerSample);
    return bytes(tables) <= mostSampleBytes
        ? models
        : models.stream().map(ReportSize::withoutTables).toList();
  }

  private static ReportedModel withoutTables(ReportedModel model) {
    return ReportedModel.newBuilder(model)
        .setThreatModels(
            model.getThreatModels().stream()
                .map(result -> ThreatModelResult.newBuilder(result).setPerSample(null).build())
                .toList())
        .build();
  }

  private static long bytes(Stream<Optional<ByteBuffer>> tables) {
    return tables.flatMap(Optional::stream).mapToLong(ByteBuffer::remaining).sum();
  }
}
