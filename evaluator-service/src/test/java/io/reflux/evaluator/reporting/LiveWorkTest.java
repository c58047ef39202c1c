package io.reflux.evaluator.reporting;

import static io.reflux.evaluator.Records.BASELINE;
import static io.reflux.evaluator.Records.EXPERIMENT;
import static io.reflux.evaluator.Records.STUDENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.evaluator.Records;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.PlanStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveWorkTest {

  private final LiveWork live = new LiveWork(List.of(Records.plan("request-1")));

  @Test
  void a_plan_is_found_by_each_of_its_models() {
    assertThat(live.with(STUDENT)).extracting(PlannedWork::plan).containsExactly(plan("request-1"));
    assertThat(live.with("m-unknown")).isEmpty();
  }

  @Test
  void experiments_that_share_a_model_are_found_in_the_order_of_their_ids() {
    ExperimentPlan other =
        ExperimentPlan.newBuilder(plan("request-0")).setExperimentId("e-0").build();

    live.put(new PlannedWork(other));

    assertThat(live.with(BASELINE))
        .extracting(work -> work.plan().getExperimentId())
        .containsExactly("e-0", EXPERIMENT);
  }

  @Test
  void a_new_plan_takes_the_place_of_the_old_one() {
    live.put(new PlannedWork(Records.planWithoutAttacks("request-2")));

    assertThat(live.with(BASELINE)).hasSize(1);
    assertThat(live.with(STUDENT)).isEmpty();
  }

  @Test
  void a_plan_that_has_ended_is_found_no_more() {
    live.put(new PlannedWork(Records.ended(PlanStatus.CANCELLED, "withdrawn")));

    assertThat(live.with(BASELINE)).isEmpty();
  }

  @Test
  void a_forgotten_experiment_is_found_no_more() {
    live.remove(EXPERIMENT);
    live.remove("e-unknown");

    assertThat(live.with(BASELINE)).isEmpty();
  }

  private static ExperimentPlan plan(String request) {
    return Records.plan(request);
  }
}
