package io.reflux.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.queue.JobContext;
import io.reflux.runtime.queue.JobFailure;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.JobFailed;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.JobProgressed;
import io.reflux.schemas.avro.JobStarted;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobReporterTest {

  private final Delivery delivery = new Delivery();
  private final JobReporter reporter =
      new JobReporter(
          new JobSubject("job-1", JobKind.ATTACK, "m-1", Optional.of("a-1"), "e-1"),
          delivery,
          new EventMetas("test", "0", Clock.systemUTC()));

  @Test
  void an_event_tells_of_its_job_and_attempt() {
    reporter.started();

    JobEvent event = delivery.events.get(0);
    assertThat(event.getJobId()).isEqualTo("job-1");
    assertThat(event.getKind()).isEqualTo(JobKind.ATTACK);
    assertThat(event.getModelId()).isEqualTo("m-1");
    assertThat(event.getAttackId()).contains("a-1");
    assertThat(event.getMeta().getExperimentId()).isEqualTo("e-1");
    assertThat(event.getMeta().getAttempt()).isEqualTo(3);
    assertThat(event.getBody()).isEqualTo(JobStarted.newBuilder().setWorker("w-1").build());
  }

  @Test
  void progress_in_quick_succession_is_told_once() {
    reporter.progressed(1, 10, "images", "");
    reporter.progressed(2, 10, "images", "");

    assertThat(delivery.events)
        .extracting(JobEvent::getBody)
        .containsExactly(
            JobProgressed.newBuilder()
                .setDone(1)
                .setTotal(10)
                .setUnit("images")
                .setDetail("")
                .build());
  }

  @Test
  void a_failure_is_told_with_its_advice() {
    reporter.failed(new JobFailure("a fault", "mend it", 3, true));

    assertThat(delivery.events.get(0).getBody())
        .isEqualTo(
            JobFailed.newBuilder()
                .setCause("a fault")
                .setAdvice("mend it")
                .setTerminal(true)
                .build());
  }

  private static final class Delivery implements JobContext {

    private final List<JobEvent> events = new ArrayList<>();

    @Override
    public int attempt() {
      return 3;
    }

    @Override
    public String worker() {
      return "w-1";
    }

    @Override
    public boolean cancelled() {
      return false;
    }

    @Override
    public <V> void publish(Topic<V> topic, String key, V value) {
      assertThat(topic).isEqualTo(Topics.JOB_EVENTS);
      assertThat(key).isEqualTo("job-1");
      events.add((JobEvent) value);
    }

    @Override
    public void flush() {}
  }
}
