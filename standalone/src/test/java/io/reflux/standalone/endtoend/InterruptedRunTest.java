package io.reflux.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.schemas.avro.JobKind;
import io.reflux.standalone.cli.Reflux;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in the middle of the attacks, then the same command again. */
@Tag("slow")
@ExtendWith(Reference.class)
@TestInstance(Lifecycle.PER_CLASS)
final class InterruptedRunTest {

  /** The student comes last: when it is there, a third of the attacks is still to be done. */
  private static final String LAST_MODEL = "distillation 100 %";

  private static final Pattern SOME_ATTACKS =
      Pattern.compile("^attack +[1-8]. % ", Pattern.MULTILINE);

  private StopSignal signal;
  private int status;
  private String said;
  private List<ProcessHandle> children;
  private OneProcess again;

  @BeforeAll
  void interrupt_a_run_and_start_it_again(@TempDir Path directory) throws Exception {
    Path state = directory.resolve("state");
    Path out = directory.resolve("out");
    signal = StopSignal.audible();
    Map<String, String> environment = TinyExperiment.ONE_SAMPLE_PER_JOB;
    try (ChildProcess run =
        ChildProcess.start(
            Reflux.class, OneProcess.arguments(state, out), environment, directory)) {
      run.await(
          "it is in the middle of the attacks",
          () -> run.said().contains(LAST_MODEL) && SOME_ATTACKS.matcher(run.said()).find());
      children = run.process().descendants().toList();
      signal.send(run.process());
      status = run.awaitEnd();
      said = run.said();
    }
    again = OneProcess.run(state, out);
  }

  @Test
  void an_interrupted_run_ends_with_the_status_of_its_signal() {
    assertThat(status).as(said).isEqualTo(signal.status());
    assertThat(said).doesNotContain("attack       100 %", "Exception");
  }

  @Test
  void an_interrupted_run_says_how_to_go_on() {
    assertThat(said).endsWith("interrupted; the same command resumes\n");
  }

  @Test
  void an_interrupted_run_leaves_no_process_behind() {
    assertThat(children).as("the schema registry is one").isNotEmpty();
    assertThat(children)
        .allSatisfy(
            child -> assertThat(child.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse());
  }

  @Test
  void the_same_command_goes_on_where_the_run_was_stopped() {
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(again.work().startsOf(JobKind.TRAINING, JobKind.DISTILLATION))
        .as("how often each model was made, by both runs together")
        .containsExactly(1L, 1L, 1L);
  }

  @Test
  void the_resumed_run_finds_what_an_undisturbed_run_finds(Reference.Run reference) {
    assertThat(again.files().findings()).isEqualTo(reference.result().files().findings());
    assertThat(again.files().text("outcomes.csv"))
        .isEqualTo(reference.result().files().text("outcomes.csv"));
  }
}
