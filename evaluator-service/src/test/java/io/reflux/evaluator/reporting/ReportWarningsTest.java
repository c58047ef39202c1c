package io.reflux.evaluator.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.evaluator.Records;
import io.reflux.schemas.avro.LogitGap;
import io.reflux.schemas.avro.ModelQuality;
import io.reflux.schemas.avro.Warning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportWarningsTest {

  @Test
  void a_typical_gap_at_which_softmax_rounds_to_one_is_warned_of() {
    List<Warning> warnings = warnings(0.98, 327.4);

    assertThat(warnings).extracting(Warning::getCode).containsExactly("saturated-softmax");
    assertThat(warnings.get(0).getSubject()).isEqualTo(Records.STUDENT);
    assertThat(warnings.get(0).getEvidence())
        .isEqualTo(
            "the median logit gap over 1000 test samples is 327.4; a probability rounds to 1 in"
                + " float32 from 17.3 on");
  }

  @Test
  void a_smaller_gap_is_not() {
    assertThat(warnings(0.98, 16.0)).isEmpty();
  }

  @Test
  void a_model_that_is_wrong_on_most_images_is_warned_of_first() {
    List<Warning> warnings = warnings(0.1, 327.4);

    assertThat(warnings)
        .extracting(Warning::getCode)
        .containsExactly("inaccurate-model", "saturated-softmax");
  }

  private static List<Warning> warnings(double accuracy, double medianGap) {
    ModelQuality quality =
        ModelQuality.newBuilder()
            .setTestSamples(1000)
            .setTestAccuracy(accuracy)
            .setLogitGap(new LogitGap(1.0, 2.0, medianGap, 400.0, 500.0))
            .build();
    FinishedModel model =
        new FinishedModel(Records.STUDENT, 0.5, Optional.of(quality), Records.START);
    return ReportWarnings.ofModel(Records.STUDENT, Optional.of(model), ModelFindings.of(Map.of()));
  }
}
