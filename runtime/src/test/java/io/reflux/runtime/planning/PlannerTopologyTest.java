package io.reflux.runtime.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.JobCancelled;
import io.reflux.schemas.avro.JobCompleted;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.JobFailed;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.JobStarted;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory of planners, and what every planner makes of job events. */
class PlannerTopologyTest {

  private static final String JOB = "job-1";

  @TempDir private Path directory;
  private final SchemaRegistry registry =
      SchemaRegistry.connect(Map.of("schema.registry.url", "mock://planner-topology"));
  private TopologyTestDriver driver;
  private TestInputTopic<String, ExperimentPlan> plans;
  private TestInputTopic<String, JobEvent> events;
  private JobLedger jobs;
  private PlanBook book;

  @BeforeEach
  void open() {
    Properties settings = new Properties();
    settings.put("state.dir", directory.toString());
    driver =
        new TopologyTestDriver(
            new PlannerTopology(registry)
                .on(
                    Topics.EXPERIMENT_PLANS,
                    "note-plans",
                    (plan, planning) -> planning.plans().put(plan))
                .writingTo(List.of()),
            settings);
    plans =
        driver.createInputTopic(
            Topics.EXPERIMENT_PLANS.name(),
            new StringSerializer(),
            Topics.EXPERIMENT_PLANS.valueSerde(registry).serializer());
    events =
        driver.createInputTopic(
            Topics.JOB_EVENTS.name(),
            new StringSerializer(),
            Topics.JOB_EVENTS.valueSerde(registry).serializer());
    KeyValueStore<String, String> ledger = driver.getKeyValueStore(JobLedger.STORE);
    KeyValueStore<String, ExperimentPlan> kept = driver.getKeyValueStore(PlanBook.STORE);
    jobs = new JobLedger(ledger);
    book = new PlanBook(kept);
  }

  @AfterEach
  void close() {
    driver.close();
    registry.close();
  }

  @Test
  void a_job_can_be_claimed_once() {
    assertThat(jobs.claim(JOB)).isTrue();
    assertThat(jobs.claim(JOB)).isFalse();
  }

  @Test
  void a_released_job_can_be_claimed_again() {
    jobs.claim(JOB);

    jobs.release(JOB);

    assertThat(jobs.claim(JOB)).isTrue();
  }

  @Test
  void a_finished_job_is_never_released() {
    jobs.done(JOB);

    jobs.release(JOB);

    assertThat(jobs.claim(JOB)).isFalse();
  }

  @Test
  void a_job_that_failed_for_good_is_released() {
    jobs.claim(JOB);

    tell(JobFailed.newBuilder().setCause("a fault").setTerminal(true).build());

    assertThat(jobs.claim(JOB)).isTrue();
  }

  @Test
  void a_job_that_is_tried_again_is_not_released() {
    jobs.claim(JOB);

    tell(JobFailed.newBuilder().setCause("a fault").build());

    assertThat(jobs.claim(JOB)).isFalse();
  }

  @Test
  void a_cancelled_job_is_released() {
    jobs.claim(JOB);

    tell(JobCancelled.newBuilder().build());

    assertThat(jobs.claim(JOB)).isTrue();
  }

  @Test
  void a_completed_job_stays_so() {
    jobs.claim(JOB);

    tell(JobCompleted.newBuilder().build());
    tell(JobCancelled.newBuilder().build());

    assertThat(jobs.claim(JOB)).isFalse();
  }

  @Test
  void the_jobs_of_other_planners_are_not_noted() {
    tell(JobStarted.newBuilder().build());
    tell(JobCompleted.newBuilder().build());

    assertThat(jobs.claim(JOB)).isTrue();
  }

  @Test
  void a_tombstone_is_passed_over() {
    plans.pipeInput("e-1", (ExperimentPlan) null);

    assertThat(book.find("e-1")).isEmpty();
  }

  @Test
  void the_newest_plan_of_an_experiment_counts() {
    tell(Plans.of("e-1", PlanStatus.PLANNED));
    tell(Plans.of("e-1", PlanStatus.CANCELLED));

    assertThat(book.find("e-1")).map(ExperimentPlan::getStatus).contains(PlanStatus.CANCELLED);
    assertThat(book.live()).isEmpty();
  }

  @Test
  void live_plans_come_by_ascending_id() {
    tell(Plans.of("e-2", PlanStatus.PLANNED));
    tell(Plans.of("e-3", PlanStatus.REJECTED));
    tell(Plans.of("e-1", PlanStatus.PLANNED));

    assertThat(book.live())
        .extracting(ExperimentPlan::getExperimentId)
        .containsExactly("e-1", "e-2");
  }

  @Test
  void a_model_and_its_attacks_are_wanted_while_any_plan_of_them_is_live() {
    tell(Plans.of("e-1", PlanStatus.PLANNED));
    tell(Plans.of("e-2", PlanStatus.CANCELLED));

    assertThat(book.wants(Plans.MODEL)).isTrue();
    assertThat(book.wants(Plans.MODEL, Plans.ATTACK)).isTrue();
    assertThat(book.wants("m-other")).isFalse();
    assertThat(book.wants(Plans.MODEL, "a-other")).isFalse();
  }

  private void tell(ExperimentPlan plan) {
    plans.pipeInput(plan.getExperimentId(), plan);
  }

  private void tell(Object body) {
    events.pipeInput(
        JOB,
        JobEvent.newBuilder()
            .setMeta(Plans.of("e-1", PlanStatus.PLANNED).getMeta())
            .setJobId(JOB)
            .setKind(JobKind.TRAINING)
            .setModelId(Plans.MODEL)
            .setBody(body)
            .build());
  }
}
