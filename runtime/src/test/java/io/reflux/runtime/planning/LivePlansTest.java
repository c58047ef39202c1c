package io.reflux.runtime.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.PlanStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LivePlansTest {

  private static final Instant BEFORE = Plans.NOON.minusSeconds(1);
  private static final Instant AFTER = Plans.NOON.plusSeconds(1);
  private static final ExperimentPlan WANTED = Plans.of("e-1", PlanStatus.PLANNED);
  private static final ExperimentPlan WITHDRAWN = Plans.of("e-2", PlanStatus.CANCELLED);

  @Test
  void work_of_a_live_plan_is_wanted() {
    assertThat(known(WANTED).wants(Plans.MODEL, BEFORE)).isTrue();
  }

  @Test
  void work_that_no_plan_mentions_is_wanted() {
    assertThat(known(WITHDRAWN).wants("m-other", BEFORE)).isTrue();
  }

  @Test
  void work_of_withdrawn_plans_alone_is_unwanted() {
    assertThat(known(WITHDRAWN, Plans.of("e-3", PlanStatus.REJECTED)).wants(Plans.MODEL, BEFORE))
        .isFalse();
  }

  @Test
  void one_live_plan_outweighs_those_withdrawn() {
    assertThat(known(WITHDRAWN, WANTED, WITHDRAWN).wants(Plans.MODEL, BEFORE)).isTrue();
  }

  @Test
  void a_job_that_is_queued_after_the_withdrawal_is_wanted() {
    assertThat(known(WITHDRAWN).wants(Plans.MODEL, AFTER)).isTrue();
  }

  @Test
  void a_job_of_the_same_instant_as_the_withdrawal_is_unwanted() {
    assertThat(known(WITHDRAWN).wants(Plans.MODEL, Plans.NOON)).isFalse();
  }

  @Test
  void an_attack_is_unwanted_once_its_plan_is_withdrawn() {
    assertThat(known(WITHDRAWN).wants(Plans.MODEL, Plans.ATTACK, BEFORE)).isFalse();
  }

  @Test
  void another_attack_on_the_same_model_is_another_matter() {
    assertThat(known(WITHDRAWN).wants(Plans.MODEL, "a-other", BEFORE)).isTrue();
  }

  private static LivePlans known(ExperimentPlan... plans) {
    return new LivePlans(new Known(Arrays.asList(plans)));
  }

  private record Known(List<ExperimentPlan> plans) implements LatestValues<ExperimentPlan> {

    @Override
    public void awaitCaughtUp() {}

    @Override
    public Optional<ExperimentPlan> find(String key) {
      return plans.stream().filter(plan -> plan.getExperimentId().equals(key)).findFirst();
    }

    @Override
    public Collection<ExperimentPlan> values() {
      return plans;
    }
  }
}
