package io.reflux.runtime.queue;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.runtime.broker.TestBroker;
import io.reflux.runtime.broker.TestClients;
import io.reflux.schemas.avro.TrainingJob;
import io.reflux.schemas.registry.SchemaRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(120)
class BrokerOutageTest {

  @TempDir Path directory;
  private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();
  private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

  @Test
  void a_job_that_was_in_hand_when_the_broker_went_away_is_cancelled_and_comes_again()
      throws Exception {
    try (TestBroker broker = TestBroker.start(directory);
        SchemaRegistry registry =
            SchemaRegistry.connect(Map.of("schema.registry.url", "mock://outage"));
        QueueBench bench = new QueueBench(broker, registry)) {
      bench.submit("survivor");
      WorkQueue<TrainingJob> queue = bench.queue(TestJobs.work(1, 3), this::cancelledOnce);
      queue.start(failures::add);
      assertThat(taken.poll(60, SECONDS)).isEqualTo("survivor begins");

      broker.restart();

      assertThat(taken.poll(60, SECONDS))
          .as("after the outage; failures %s, worker at %s", failures, whereTheWorkerIs())
          .isEqualTo("survivor is cancelled");
      assertThat(taken.poll(60, SECONDS)).isEqualTo("survivor begins");
      queue.close();
      assertThat(failures).isEmpty();
    }
  }

  private static List<StackTraceElement> whereTheWorkerIs() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(entry -> entry.getKey().getName().startsWith(TestJobs.TYPE.group()))
        .flatMap(entry -> Stream.of(entry.getValue()))
        .toList();
  }

  private void cancelledOnce(TrainingJob job, JobContext context) throws InterruptedException {
    taken.add(job.getJobId() + " begins");
    TestClients.eventually(context::cancelled);
    taken.add(job.getJobId() + " is cancelled");
    context.checkCancelled();
  }
}
