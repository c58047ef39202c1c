package io.reflux.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.runtime.lifecycle.ServiceFailedException;
import io.reflux.schemas.avro.ExperimentCancelled;
import io.reflux.schemas.avro.ExperimentEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs on a real broker and a real registry, with a script in the place of the services. */
@Tag("slow")
final class RunCommandTest {

  @TempDir Path directory;
  private volatile Map<String, String> environment = Map.of();

  @Test
  void a_completed_experiment_leaves_a_report_and_ends_with_0() throws Exception {
    CommandLineFixture reflux = withScript(Script::complete);

    int status = reflux.execute("run", "--out", out().toString(), "--id", "first");

    assertThat(reflux.err()).contains("experiment first (fashion-quick)");
    assertThat(status).isEqualTo(ExitStatus.OK);
    assertThat(reflux.out()).contains("baseline  jsma-f-log  100.00 %").contains("Not robust.");
    assertThat(Files.readString(out().resolve("report.html")))
        .contains("Ankle boot", "Dress", "data:image/png");
    assertThat(Files.readString(out().resolve("outcomes.csv"))).contains("m-1,a-1,0,9,3,SUCCESS");
    assertThat(out().resolve("report.json")).isNotEmptyFile();
    assertThat(out().resolve("scores.csv")).isNotEmptyFile();
    assertThat(out().resolve("reflux.log")).exists();
  }

  @Test
  void a_failed_experiment_tells_why_and_ends_with_1() {
    CommandLineFixture reflux = withScript(Script::fail);

    assertThat(reflux.execute("run", "--out", out().toString())).isEqualTo(ExitStatus.FAILED);
    assertThat(reflux.err()).contains("the experiment failed: a training was given up");
  }

  @Test
  void a_rejected_experiment_tells_why_and_ends_with_2() {
    CommandLineFixture reflux = withScript(Script::reject);

    assertThat(reflux.execute("run", "--out", out().toString())).isEqualTo(ExitStatus.USAGE);
    assertThat(reflux.err()).contains("the experiment was rejected: no such network");
  }

  @Test
  void a_service_that_fails_ends_the_run_with_3() {
    CommandLineFixture reflux =
        withScript(
            (services, request) -> services.fail(new ServiceFailedException("the disk is full")));

    assertThat(reflux.execute("run", "--out", out().toString())).isEqualTo(ExitStatus.ENVIRONMENT);
    assertThat(reflux.err()).contains("a service stopped: the disk is full; the details are in ");
  }

  @Test
  void a_kept_state_is_resumed() throws Exception {
    String state = directory.resolve("state").toString();
    withScript(Script::complete)
        .execute("run", "--out", out().toString(), "--state-dir", state, "--id", "again");
    CommandLineFixture second = withScript((services, request) -> {});

    assertThat(
            second.execute("run", "--out", out().toString(), "--state-dir", state, "--id", "again"))
        .as("the report is on the topic already; nobody has to write it again")
        .isEqualTo(ExitStatus.OK);
    assertThat(Path.of(state, "broker", "meta.properties")).exists();
  }

  @Test
  void submit_watch_report_and_topics_work_on_the_cluster_of_a_running_one() throws Exception {
    CountDownLatch up = new CountDownLatch(1);
    CommandLineFixture host = withScript((services, request) -> onHosted(services, request, up));
    CompletableFuture<Thread> runner = new CompletableFuture<>();
    CompletableFuture<Integer> run =
        CompletableFuture.supplyAsync(
            () -> {
              runner.complete(Thread.currentThread());
              return host.execute("run", "--out", out().toString(), "--id", "host");
            });
    assertThat(up.await(60, TimeUnit.SECONDS)).as(host.err()).isTrue();

    assertOthersSeeTheExperiment();

    runner.get().interrupt();
    assertThat(run.get(60, TimeUnit.SECONDS)).isEqualTo(ExitStatus.INTERRUPTED);
    assertThat(host.err()).contains("interrupted; nothing is kept without --state-dir");
  }

  @Test
  void a_withdrawn_experiment_ends_with_1_for_whoever_waits_for_it() throws Exception {
    CountDownLatch up = new CountDownLatch(1);
    CommandLineFixture host = withScript((services, event) -> onHosted(services, event, up));
    CompletableFuture<Integer> run =
        CompletableFuture.supplyAsync(
            () -> host.execute("run", "--out", out().toString(), "--id", "host"));
    assertThat(up.await(60, TimeUnit.SECONDS)).as(host.err()).isTrue();
    CommandLineFixture guest = CommandLineFixture.withoutServices(directory);
    String broker = "--bootstrap-servers=" + environment.get("REFLUX_BOOTSTRAP_SERVERS");
    String registry = "--schema-registry=" + environment.get("REFLUX_SCHEMA_REGISTRY_URL");

    assertThat(guest.execute("cancel", "nothing", broker, registry)).isEqualTo(ExitStatus.USAGE);
    assertThat(guest.err()).contains("knows no experiment nothing; it knows host");
    guest.execute("submit", broker, registry, "--id=guest");
    guest.execute("watch", "guest", broker, registry);
    assertThat(guest.execute("cancel", "guest", broker, registry)).isEqualTo(ExitStatus.USAGE);
    assertThat(guest.err()).contains("experiment guest has completed; there is nothing to cancel");
    assertThat(guest.execute("cancel", "host", "--reason=enough", broker, registry))
        .isEqualTo(ExitStatus.OK);
    assertThat(guest.err()).contains("experiment host is withdrawn; what is finished stays");

    assertThat(run.get(60, TimeUnit.SECONDS)).isEqualTo(ExitStatus.FAILED);
    assertThat(host.err()).contains("the experiment was cancelled: enough");
  }

  private void assertOthersSeeTheExperiment() throws Exception {
    CommandLineFixture guest = CommandLineFixture.withoutServices(directory);
    String[] cluster = {
      "--bootstrap-servers=" + environment.get("REFLUX_BOOTSTRAP_SERVERS"),
      "--schema-registry=" + environment.get("REFLUX_SCHEMA_REGISTRY_URL")
    };
    String reports = "--out=" + directory.resolve("guest");
    assertThat(guest.execute("topics", "check", cluster[0])).isEqualTo(ExitStatus.OK);
    assertThat(guest.execute("topics", "create", cluster[0])).isEqualTo(ExitStatus.OK);
    assertThat(guest.err()).contains("0 topics created, 16 were there");
    assertThat(guest.execute("watch", "nothing", cluster[0], cluster[1]))
        .isEqualTo(ExitStatus.USAGE);
    assertThat(guest.err()).contains("knows no experiment nothing; it knows host");
    assertThat(guest.execute("report", cluster[0], cluster[1], reports))
        .isEqualTo(ExitStatus.FAILED);
    assertThat(guest.err()).contains("experiment host has no report yet");
    assertThat(guest.execute("submit", cluster[0], cluster[1], "--id=guest"))
        .isEqualTo(ExitStatus.OK);
    assertThat(guest.out()).isEqualTo("guest\n");
    assertThat(guest.execute("watch", cluster[0], cluster[1])).isEqualTo(ExitStatus.OK);
    assertThat(guest.execute("report", "guest", cluster[0], cluster[1], reports))
        .isEqualTo(ExitStatus.OK);
    assertThat(directory.resolve("guest").resolve("report.html")).isNotEmptyFile();
  }

  /** Leaves the experiment of the host open and completes those of others. */
  private static void onHosted(
      ScriptedServices services, ExperimentEvent request, CountDownLatch up) {
    if (request.getBody() instanceof ExperimentCancelled) {
      Script.cancel(services, request);
    } else if (request.getExperimentId().equals("host")) {
      up.countDown();
    } else {
      Script.complete(services, request);
    }
  }

  private CommandLineFixture withScript(BiConsumer<ScriptedServices, ExperimentEvent> script) {
    return new CommandLineFixture(
        directory,
        variables -> {
          environment = variables;
          return new ScriptedServices(variables, script);
        });
  }

  private Path out() {
    return directory.resolve("out dir");
  }
}
