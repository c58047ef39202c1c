package io.reflux.evaluator.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.evaluator.Records;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.RobustnessScore;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportSizeTest {

  @Test
  void tables_per_sample_are_left_out_when_they_are_too_large_together() {
    List<RobustnessScore> scores = List.of(score(16), score(24));

    assertThat(ReportSize.scores(scores, 40)).isEqualTo(scores);
    assertThat(ReportSize.scores(scores, 39))
        .hasSize(2)
        .allMatch(score -> score.getPerSample().isEmpty())
        .allMatch(score -> score.getAttempted() == 5);
  }

  private static RobustnessScore score(int sampleBytes) {
    return RobustnessScore.newBuilder()
        .setMeta(Records.meta("score", 1))
        .setExperimentId("e-1")
        .setModelId("m-1")
        .setRole(ModelRole.STUDENT)
        .setAttackId("a-1")
        .setMode("jsma-f-log")
        .setAttempted(5)
        .setPerSample(ByteBuffer.allocate(sampleBytes))
        .build();
  }
}
