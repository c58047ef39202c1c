package io.reflux.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.runtime.messages.EventMetas;
import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ExperimentRequested;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.TrainingRequest;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RejectedRequestTest {

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("dataset must be one of", request().setDataset(Requests.dataset("imagenet"))),
        Arguments.of("needs a digest", request().setDataset(Requests.dataset("idx:somewhere"))),
        Arguments.of("jsma-w", request().setAttacks(List.of(Requests.attack("jsma-w")))),
        Arguments.of(
            "attacks[0].budget: must be at most 1", request().setAttacks(List.of(bounded(8)))),
        Arguments.of("suite must be one of", request().setSuite("all")),
        Arguments.of("unknown architecture", request().setArchitecture("resnet")),
        Arguments.of("architecture, line 1", request().setArchitecture("{layers")),
        Arguments.of("architecture, line 2", request().setArchitecture("name: x\nlayer: []")),
        Arguments.of("architecture", request().setArchitecture("name: \u0000")),
        Arguments.of("architecture", request().setArchitecture("")),
        Arguments.of("epochs", request().setTraining(training().setEpochs(0).build())),
        Arguments.of("batchSize", request().setTraining(training().setBatchSize(0).build())),
        Arguments.of(
            "training.initialization must be one of [HE, GLOROT], was \"zeros\"",
            request().setTraining(training().setInitialization("zeros").build())),
        Arguments.of("temperature", request().setTemperatures(List.of(0.0))),
        Arguments.of("temperature", request().setTemperatures(List.of(Double.NaN))),
        Arguments.of("temperatures must be", request().setTemperatures(List.of(2.0, 2.0))),
        Arguments.of("attackSamples", request().setAttackSamples(0)),
        Arguments.of("targets must be all-others", request().setTargets("random")),
        Arguments.of("one was unknown", request().setAttacks(List.of(facing(ModelRole.UNKNOWN)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void a_request_that_cannot_be_is_answered_by_a_sentence(
      String sentence, ExperimentRequested.Builder request) {
    ExperimentEvent event = Requests.asked("e-1", request);

    ExperimentPlan plan =
        new TrainerMessages(new EventMetas("test", "0", Clock.systemUTC()))
            .plan(event, (ExperimentRequested) event.getBody());

    assertThat(plan.getStatus()).isEqualTo(PlanStatus.REJECTED);
    assertThat(plan.getReason()).contains(sentence);
    assertThat(plan.getModels()).isEmpty();
  }

  private static ExperimentRequested.Builder request() {
    return Requests.of(20.0);
  }

  private static TrainingRequest.Builder training() {
    return TrainingRequest.newBuilder();
  }

  private static io.reflux.schemas.avro.AttackRequest bounded(double budget) {
    return io.reflux.schemas.avro.AttackRequest.newBuilder()
        .setMode("fgsm")
        .setBudget(budget)
        .build();
  }

  private static io.reflux.schemas.avro.AttackRequest facing(ModelRole role) {
    return io.reflux.schemas.avro.AttackRequest.newBuilder()
        .setMode("jsma-z")
        .setModels(List.of(role))
        .build();
  }
}
