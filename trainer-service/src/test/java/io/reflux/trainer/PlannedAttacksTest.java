package io.reflux.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.runtime.messages.EventMetas;
import io.reflux.schemas.avro.AttackRequest;
import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ExperimentRequested;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedAttack;
import io.reflux.schemas.avro.PlannedModel;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the attacks of a request stand in its plan. */
class PlannedAttacksTest {

  @Test
  void a_saliency_map_attack_is_targeted_and_counts_features() {
    PlannedAttack attack = onlyAttack(Requests.attack("jsma-z"));

    assertThat(attack.getNorm()).isEqualTo("l0");
    assertThat(attack.getGoal()).isEqualTo("targeted");
    assertThat(attack.getKnowledge()).isEqualTo("white-box");
    assertThat(attack.getBudget()).contains(112.0);
    assertThat(attack.getMaxFeatures()).isEqualTo(112);
    assertThat(attack.getSurrogateId()).isEmpty();
  }

  @Test
  void an_attack_in_another_norm_has_a_budget_and_no_limit_on_features() {
    PlannedAttack attack = onlyAttack(Requests.attack("square-linf"));

    assertThat(attack.getNorm()).isEqualTo("linf");
    assertThat(attack.getGoal()).isEqualTo("untargeted");
    assertThat(attack.getKnowledge()).isEqualTo("score");
    assertThat(attack.getBudget()).contains(0.1);
    assertThat(attack.getMaxFeatures()).isZero();
    assertThat(attack.getTheta()).isEqualTo(1);
  }

  @Test
  void an_attack_that_looks_for_the_smallest_change_has_no_budget() {
    PlannedAttack attack = onlyAttack(Requests.attack("cw-l0"));

    assertThat(attack.getBudget()).isEmpty();
    assertThat(attack.getMaxFeatures()).isZero();
  }

  @Test
  void the_specification_in_the_plan_is_the_text_of_the_id() {
    PlannedAttack attack = onlyAttack(Requests.attack("pgd-linf"));

    assertThat(io.reflux.robustness.experiment.PlannedAttack.parse(attack.getSpec()).id())
        .isEqualTo(attack.getAttackId());
  }

  @Test
  void a_transfer_attack_names_the_baseline_and_is_not_planned_for_it() {
    ExperimentPlan plan = plan(Requests.attack("transfer-cw-l2"));

    PlannedModel baseline = plan.getModels().get(0);
    assertThat(plan.getAttacks())
        .singleElement()
        .extracting(attack -> attack.getSurrogateId().orElseThrow())
        .isEqualTo(baseline.getModelId());
    assertThat(plan.getModels())
        .extracting(model -> model.getAttackIds().size())
        .containsExactly(0, 0, 1);
  }

  @Test
  void another_baseline_makes_another_transfer_attack() {
    String first = plan(Requests.attack("transfer-cw-l2")).getAttacks().get(0).getAttackId();

    ExperimentPlan other =
        plan(
            Requests.of(20.0)
                .setArchitecture("papernot-mnist")
                .setAttacks(List.of(Requests.attack("transfer-cw-l2"))));

    assertThat(other.getAttacks().get(0).getAttackId()).isNotEqualTo(first);
  }

  @Test
  void a_suite_is_planned_beside_the_attacks_that_are_listed() {
    ExperimentPlan plan =
        plan(
            Requests.of(20.0)
                .setSuite("honest")
                .setAttackTeachers(true)
                .setAttacks(List.of(Requests.attack("jsma-f-log"), Requests.attack("ddn"))));

    assertThat(plan.getAttacks()).as("jsma-f-log is in the suite too").hasSize(15);
    assertThat(plan.getModels())
        .extracting(model -> model.getAttackIds().size())
        .as("the baseline faces neither jsma-t nor the three transfer attacks")
        .containsExactly(11, 15, 15);
  }

  private static PlannedAttack onlyAttack(AttackRequest attack) {
    List<PlannedAttack> attacks = plan(attack).getAttacks();
    assertThat(attacks).hasSize(1);
    return attacks.get(0);
  }

  private static ExperimentPlan plan(AttackRequest attack) {
    return plan(Requests.of(20.0).setAttacks(List.of(attack)));
  }

  private static ExperimentPlan plan(ExperimentRequested.Builder request) {
    ExperimentEvent event = Requests.asked("e-1", request);
    ExperimentPlan plan =
        new TrainerMessages(new EventMetas("test", "0", Clock.systemUTC()))
            .plan(event, (ExperimentRequested) event.getBody());
    assertThat(plan.getStatus()).as(plan.getReason()).isEqualTo(PlanStatus.PLANNED);
    return plan;
  }
}
